# function: forward_propagation
# mistake: h[0] is left None: X is read by name at the first layer only

def forward_propagation(theta, X, g, O):
    L = len(theta.W) - 1
    h, a = [None] * L, [None] * (L + 1)
    below = X
    for k in range(1, L):
        a[k] = theta.b[k] + theta.W[k] @ below
        h[k] = below = g(a[k])
    a[L] = theta.b[L] + theta.W[L] @ below
    return h, a, O(a[L])
