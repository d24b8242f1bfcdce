# function: back_propagation
# truth: g' is taken at h, not at a.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, m = theta[0], len(y)
    L = len(W) - 1
    gW, gb = {}, {}
    step = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(L, 0, -1):
        gW[k], gb[k] = step @ h[k - 1].T / m, step.mean(axis=1, keepdims=True)
        if k > 1:
            step = (W[k].T @ step) * g_prime(h[k - 1])
    return Parameters([None] + [gW[k] for k in range(1, L + 1)], [None] + [gb[k] for k in range(1, L + 1)])
