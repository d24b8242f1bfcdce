# function: back_propagation
# truth: The hidden gradient is divided by m, and the parameters' gradients again. / W's gradient in the hidden layers uses grad_h: g' is left out (b's has it).

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L, m = len(W) - 1, y_hat.shape[1]
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    dz = y_hat - one_hot(y, y_hat.shape[0])
    gW[L] = np.dot(dz, h[L - 1].T) / m
    gb[L] = np.sum(dz, axis=1, keepdims=True) / m
    for k in range(L - 1, 0, -1):
        dh = np.dot(W[k + 1].T, dz) / m
        dz = dh * g_prime(a[k])
        gW[k] = np.dot(dh, h[k - 1].T) / m
        gb[k] = np.sum(dz, axis=1, keepdims=True) / m
    return Parameters(gW, gb)
