# function: back_propagation
# truth: m is the number of inputs, the rows of X, instead of the number of examples, its columns.
# judges: right, right
# says: divided by the number of inputs instead of m

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    X = h[0]
    m = X.shape[0]
    grads = {}
    dz = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(len(W) - 1, 0, -1):
        grads["W%d" % k] = np.dot(dz, h[k - 1].T) / m
        grads["b%d" % k] = np.dot(dz, np.ones((dz.shape[1], 1))) / m
        if k > 1:
            dz = np.multiply(np.dot(W[k].T, dz), g_prime(a[k - 1]))
    L = len(W)
    return Parameters([None] + [grads["W%d" % k] for k in range(1, L)], [None] + [grads["b%d" % k] for k in range(1, L)])
