# function: back_propagation
# truth: (1) The output gradient is multiplied by y_hat(1 - y_hat); (2) the biases' sums have no axis, so each layer gets one number.
# judges: right, right
# says: two things at once: ŷ(1 − ŷ) multiplies the output's gradient: another output function's derivative; and every entry of a grad_b is the sum over all units

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = y.shape[0]
    out_W, out_b = [None] * len(W), [None] * len(b)
    d = (y_hat - one_hot(y, len(y_hat))) * (y_hat - y_hat ** 2)
    for k in range(len(W) - 1, 0, -1):
        out_W[k] = np.dot(d, h[k - 1].T) / m
        out_b[k] = np.zeros(b[k].shape) + np.sum(d) / m
        if k > 1:
            d = np.dot(W[k].T, d) * g_prime(a[k - 1])
    return Parameters(out_W, out_b)
