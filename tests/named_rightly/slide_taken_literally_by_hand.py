# function: back_propagation
# mistake: the last two lines run for k = 1, too: there is no a_0

def back_propagation(theta, h, a, y_hat, y, g_prime):
    m = y_hat.shape[1]
    L = len(theta.W) - 1
    W, b = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(L, 0, -1):
        W[k] = grad_a @ h[k - 1].T / m
        b[k] = np.sum(grad_a, axis=1, keepdims=True) / m
        grad_h = theta.W[k].T @ grad_a
        grad_a = grad_h * g_prime(a[k - 1])
    return Parameters(W, b)
