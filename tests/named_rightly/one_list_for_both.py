# function: back_propagation
# mistake: one list [None] * n stands for the weights and for the biases

def back_propagation(theta, h, a, y_hat, y, g_prime):
    m, L = len(y), len(theta.W) - 1
    grads = Parameters(*[[None] * (L + 1)] * 2)
    d = y_hat - one_hot(y, len(y_hat))
    for k in range(L, 0, -1):
        grads.W[k] = d @ h[k - 1].T / m
        grads.b[k] = d.sum(axis=1, keepdims=True) / m
        if k > 1:
            d = theta.W[k].T @ d * g_prime(a[k - 1])
    return grads
