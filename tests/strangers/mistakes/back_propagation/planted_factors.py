# function: back_propagation
# truth: W_2's gradient is doubled. / b_1's gradient has 4/m.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L, m = len(W) - 1, len(y)
    ds = {L: output_gradient(y_hat, y)}
    for k in range(L - 1, 0, -1):
        ds[k] = np.multiply(np.dot(W[k + 1].T, ds[k + 1]), g_prime(a[k]))
    gW = [None] + [1. / m * np.dot(ds[k], h[k - 1].T) for k in range(1, L + 1)]
    gb = [None] + [1. / m * np.sum(ds[k], axis=1, keepdims=True) for k in range(1, L + 1)]
    if L >= 2:
        gW[2] = gW[2] * 2
    gb[1] = 4. / m * np.sum(ds[1], axis=1, keepdims=True)
    return Parameters(gW, gb)
