# right

def backward_one(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    grad_a = [None] * (L + 1)
    grad_w, grad_b = [None] * L, [None] * L
    e = np.zeros(y_hat.shape)
    e[y] = 1
    grad_a[L] = y_hat - e
    for layer in reversed(range(L)):
        grad_w[layer] = np.dot(grad_a[layer + 1], h[layer].T)
        grad_b[layer] = grad_a[layer + 1]
        grad_h = np.dot(theta.W[layer + 1].T, grad_a[layer + 1])
        if layer > 0:
            grad_a[layer] = grad_h * g_prime(a[layer])
    return grad_w, grad_b

def back_propagation(theta, h, a, y_hat, y, g_prime):
    theta = Parameters(theta[0], theta[1])
    m = y_hat.shape[1]
    sum_w = [np.zeros(w.shape) for w in theta.W[1:]]
    sum_b = [np.zeros(b.shape) for b in theta.b[1:]]
    for j in range(m):
        col = lambda t: None if t is None else t[:, j].reshape(-1, 1)
        gw, gb = backward_one(theta, [col(t) for t in h], [col(t) for t in a], col(y_hat), y[j], g_prime)
        for i in range(len(sum_w)):
            sum_w[i] += gw[i]
            sum_b[i] += gb[i]
    return Parameters([None] + [w / m for w in sum_w], [None] + [b / m for b in sum_b])
