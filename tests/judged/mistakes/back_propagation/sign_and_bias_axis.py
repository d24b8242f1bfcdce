# function: back_propagation
# truth: (1) The output's gradient has the wrong sign, truth minus prediction (line `delta = ...`). (2) The bias gradients are one mean over all units and examples, the axis is missing (line `b[k] = ...`).
# judges: wrong, wrong
# marked it says: the last layer is wrong already
# never: becomes half as large

def back_propagation(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    m = y_hat.shape[1]
    W, b = [None] * (L + 1), [None] * (L + 1)
    delta = one_hot(y, y_hat.shape[0]) - y_hat
    for k in range(L, 0, -1):
        W[k] = (delta @ h[k - 1].T) / m
        b[k] = np.full(theta.b[k].shape, delta.mean())
        if k > 1:
            delta = (theta.W[k].T @ delta) * g_prime(a[k - 1])
    return Parameters(W, b)
