def forward_propagation(theta, X, g, O):
    W, b = theta
    L = len(W) - 1
    h, a = [X], [None]
    for k in range(1, L)
        a.append(b[k] + W[k] @ h[k - 1])
        h.append(g(a[k]))
    a.append(b[L] + W[L] @ h[L - 1])
    return h, a, O(a[L])
