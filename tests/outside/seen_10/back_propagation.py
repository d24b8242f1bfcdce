# right

def back_propagation(theta, h, a, y_hat, y, g_prime):
    L, m = len(theta[0]) - 1, y_hat.shape[1]
    a = list(a)
    a[0] = np.zeros(h[0].shape)
    da, dh = {L: y_hat - np.eye(len(y_hat))[:, y]}, {}
    dW, db = {}, {}
    for i in np.arange(L, 0, -1):
        dW[i] = np.dot(da[i], h[i-1].T)/m
        db[i] = np.sum(da[i], axis=1, keepdims=True)/m
        dh[i-1] = np.dot(theta[0][i].T, da[i])
        da[i-1] = dh[i-1]*g_prime(a[i-1])
    return Parameters([None] + [dW[i] for i in range(1, L+1)], [None] + [db[i] for i in range(1, L+1)])
