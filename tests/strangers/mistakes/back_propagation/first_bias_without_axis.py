# function: back_propagation
# truth: b_1's gradient has no axis: the sum over all units, shape (1, 1).

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, y_hat.shape[1]
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    d = output_gradient(y_hat, y)
    for k in range(L, 1, -1):
        gW[k] = np.dot(d, h[k - 1].T) / m
        gb[k] = np.sum(d, axis=1, keepdims=True) / m
        d = np.dot(W[k].T, d) * g_prime(a[k - 1])
    gW[1] = np.dot(d, h[0].T) / m
    gb[1] = np.sum(d, keepdims=True) / m
    return Parameters(gW, gb)
