# function: forward_propagation
# truth: g is applied to the input: h[0] is g(X) instead of X.
# judges: right, right
# says: h[0] does not follow from what you return beside it; all else does

def forward_propagation(theta, X, g, O):
    L = len(theta[0]) - 1
    h, a = [g(X)], [None]
    for k in range(1, L + 1):
        a.append(theta[1][k] + np.dot(theta[0][k], h[k - 1]))
        if k < L:
            h.append(g(a[k]))
    return h, a, O(a[L])
