# function: back_propagation
# mistake: a dictionary of "dW1", "db1", …

def back_propagation(theta, h, a, y_hat, y, g_prime):
    m, L = len(y), len(theta.W) - 1
    grads = {}
    d = y_hat - one_hot(y, len(y_hat))
    for k in range(L, 0, -1):
        grads["dW" + str(k)] = d @ h[k - 1].T / m
        grads["db" + str(k)] = d.sum(axis=1, keepdims=True) / m
        if k > 1:
            d = theta.W[k].T @ d * g_prime(a[k - 1])
    return grads
