# function: back_propagation
# truth: Divided by the number of inputs n_0, not of examples.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    n = len(h[0])
    L = len(theta[0]) - 1
    d_a = {L: y_hat - one_hot(y, y_hat.shape[0])}
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    for k in range(L, 0, -1):
        gW[k] = (1 / n) * d_a[k].dot(h[k - 1].T)
        gb[k] = (1 / n) * np.sum(d_a[k], axis=1, keepdims=True)
        if k > 1:
            d_a[k - 1] = theta[0][k].T.dot(d_a[k]) * g_prime(a[k - 1])
    return Parameters(gW, gb)
