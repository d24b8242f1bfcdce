# right

def forward_propagation(theta, X, g, O):
    W, b = theta
    L = len(W)
    collected = []
    for j in range(X.shape[1]):
        a, h = [0]*L, [0]*L
        h[0] = X[:, j].reshape(len(X), 1)
        for k in range(1, L - 1):
            a[k] = b[k] + (W[k] @ h[k-1])
            h[k] = g(a[k])
        a[L-1] = b[L-1] + (W[L-1] @ h[L-2])
        collected.append((h[:L-1], a[1:], O(a[L-1])))
    h = [np.concatenate([c[0][k] for c in collected], axis=1) for k in range(L - 1)]
    a = [None] + [np.concatenate([c[1][k] for c in collected], axis=1) for k in range(L - 1)]
    return h, a, np.concatenate([c[2] for c in collected], axis=1)
