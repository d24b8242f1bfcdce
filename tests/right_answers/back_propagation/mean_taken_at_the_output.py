# Divides by m at the output, once, and sums below.
def back_propagation(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    W, b = [None] * (L + 1), [None] * (L + 1)
    delta = (y_hat - one_hot(y, y_hat.shape[0])) / y_hat.shape[1]
    for k in reversed(range(1, L + 1)):
        W[k] = np.dot(delta, h[k - 1].T)
        b[k] = delta @ np.ones((delta.shape[1], 1))
        if k != 1:
            delta = np.dot(theta.W[k].T, delta) * g_prime(a[k - 1])
    return Parameters(W, b)
