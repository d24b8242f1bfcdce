# Calls none of the small functions: everything in one place, a plain tuple out.
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, y_hat.shape[1]
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = np.array(y_hat)
    delta[y, np.arange(m)] -= 1
    for k in range(L, 0, -1):
        grad_W[k] = delta @ h[k - 1].T / m
        grad_b[k] = delta.sum(axis=1, keepdims=True) / m
        if k > 1:
            delta = (W[k].T @ delta) * g_prime(a[k - 1])
    return grad_W, grad_b
