# function: forward_propagation
# mistake: h and a are one list

def forward_propagation(theta, X, g, O):
    L = len(theta.W) - 1
    h = a = [None] * (L + 1)
    h[0] = X
    for k in range(1, L):
        a[k] = theta.b[k] + theta.W[k] @ h[k - 1]
        h[k] = g(a[k])
    a[L] = theta.b[L] + theta.W[L] @ h[L - 1]
    return h[:L], a, O(a[L])
