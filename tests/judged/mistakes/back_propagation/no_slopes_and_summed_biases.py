# function: back_propagation
# truth: (1) The hidden layers' factor g' is missing; (2) the biases' gradients are sums, not means.
# judges: right, right
# says: two things at once: every grad_b is a sum over the batch, every grad_W a mean; and g′ is missing: only the last layer is right

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = y_hat.shape[1]
    error = {len(W) - 1: y_hat - one_hot(y, y_hat.shape[0])}
    for k in range(len(W) - 2, 0, -1):
        error[k] = np.dot(W[k + 1].T, error[k + 1])
    layers = range(1, len(W))
    return Parameters(
        [None] + [np.dot(error[k], h[k - 1].T) / m for k in layers],
        [None] + [error[k].sum(axis=1, keepdims=True) for k in layers],
    )
