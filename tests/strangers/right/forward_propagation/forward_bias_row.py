# the bias as a weight of a row of ones
def forward_propagation(theta, X, g, O):
    ones = np.ones((1, X.shape[1]))
    h, a = [X], [None]
    L = len(theta[0])
    for k in range(1, L):
        big = np.hstack((theta[1][k], theta[0][k]))
        a.append(big @ np.vstack((ones, h[k - 1])))
        if k < L - 1:
            h.append(g(a[k]))
    return h, a, O(a[L - 1])
