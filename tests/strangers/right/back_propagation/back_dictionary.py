# dictionary of gradients, lists at the end
def back_propagation(theta, h, a, y_hat, y, g_prime):
    L, m, grads = len(theta[0]) - 1, y.shape[0], {}
    grads["a", L] = y_hat - one_hot(y, y_hat.shape[0])
    for k in reversed(range(1, L + 1)):
        grads["W", k] = np.matmul(grads["a", k], h[k - 1].T) / m
        grads["b", k] = np.sum(grads["a", k], axis=1).reshape(-1, 1) / m
        if k > 1:
            grads["h", k - 1] = np.matmul(theta[0][k].T, grads["a", k])
            grads["a", k - 1] = grads["h", k - 1] * g_prime(a[k - 1])
    return Parameters([None] + [grads["W", k] for k in range(1, L + 1)], [None] + [grads["b", k] for k in range(1, L + 1)])
