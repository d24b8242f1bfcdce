# right

def forward_propagation(theta, X, g, O):
    rows = X.T
    h, a = [X], [None]
    L = len(theta.W) - 1
    for k in range(1, L + 1):
        z = rows @ theta.W[k].T + theta.b[k].T
        a.append(z.T)
        if k < L:
            rows = g(z)
            h.append(rows.T)
    return h, a, O(a[L])
