# function: back_propagation
# truth: g' is left out in the hidden layers. / Gradients are sums over the batch.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    gW, gb = [None] * len(theta[0]), [None] * len(theta[0])
    d = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(len(theta[0]) - 1, 0, -1):
        gW[k] = np.dot(d, h[k - 1].T)
        gb[k] = np.sum(d, axis=1, keepdims=True)
        d = np.dot(theta[0][k].T, d)
    return Parameters(gW, gb)
