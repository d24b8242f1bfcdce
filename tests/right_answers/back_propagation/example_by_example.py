# One example at a time, the gradients averaged at the end.
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L, m = len(W) - 1, len(y)
    grad_W = [None] + [np.zeros_like(w) for w in W[1:]]
    grad_b = [None] + [np.zeros((w.shape[0], 1)) for w in W[1:]]
    for i in range(m):
        delta = y_hat[:, [i]].copy()
        delta[y[i]] -= 1
        for k in range(L, 0, -1):
            grad_W[k] += delta @ h[k - 1][:, [i]].T / m
            grad_b[k] += delta / m
            if k > 1:
                delta = W[k].T @ delta * g_prime(a[k - 1][:, [i]])
    return Parameters(grad_W, grad_b)
