# function: forward_propagation
# mistake: h[0] is left None, and the first layer reads it

def forward_propagation(theta, X, g, O):
    L = len(theta.W) - 1
    h, a = [None] * L, [None] * (L + 1)
    for k in range(1, L):
        a[k] = theta.b[k] + theta.W[k] @ h[k - 1]
        h[k] = g(a[k])
    a[L] = theta.b[L] + theta.W[L] @ h[L - 1]
    return h, a, O(a[L])
