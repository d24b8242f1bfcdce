# right

def one_example(theta, x, g, O):
    layers = len(theta.W) - 1
    h, a = [x], [x]
    for k in range(layers):
        assert theta.W[k+1].shape[1] == h[k].shape[0]
        a.append(np.matmul(theta.W[k+1], h[k]) + theta.b[k+1])
        if k != layers - 1:
            h.append(g(a[k+1]))
        else:
            h.append(O(a[k+1]))
    return h, a

def forward_propagation(theta, X, g, O):
    hs, As = [], []
    for j in range(X.shape[1]):
        h, a = one_example(theta, X[:, j].reshape(-1, 1), g, O)
        hs.append(h)
        As.append(a)
    L = len(theta.W) - 1
    h = [np.hstack([one[k] for one in hs]) for k in range(L + 1)]
    a = [None] + [np.hstack([one[k] for one in As]) for k in range(1, L + 1)]
    return h[:-1], a, h[-1]
