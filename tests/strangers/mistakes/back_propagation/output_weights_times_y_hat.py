# function: back_propagation
# truth: W_L's gradient multiplies by y_hat, the layer's own output, instead of h_{L-1}.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L, m = len(W) - 1, len(y)
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    d = y_hat - one_hot(y, len(y_hat))
    gW[L] = 1 / m * np.dot(d, y_hat.T)
    gb[L] = 1 / m * np.sum(d, axis=1, keepdims=True)
    for k in range(L - 1, 0, -1):
        d = np.dot(W[k + 1].T, d) * g_prime(a[k])
        gW[k] = 1 / m * np.dot(d, h[k - 1].T)
        gb[k] = 1 / m * np.sum(d, axis=1, keepdims=True)
    return Parameters(gW, gb)
