# A row of ones below, the bias as one more column of W.
def forward_propagation(theta, X, g, O):
    L = len(theta[0]) - 1
    ones = np.ones((1, X.shape[1]))
    h, a = [X], [None]
    for k in range(1, L + 1):
        a.append(np.hstack([theta[0][k], theta[1][k]]) @ np.vstack([h[k - 1], ones]))
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])
