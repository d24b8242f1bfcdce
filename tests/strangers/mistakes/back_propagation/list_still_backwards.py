# function: back_propagation
# truth: Gradients are appended from the last layer to the first and never turned round: entry 1 is W_L's.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, m = theta[0], len(y)
    list_W, list_b = [], []
    d = output_gradient(y_hat, y) / m
    for k in range(len(W) - 1, 0, -1):
        list_W.append(np.dot(d, h[k - 1].T))
        list_b.append(np.sum(d, axis=1, keepdims=True))
        if k > 1:
            d = np.dot(W[k].T, d) * g_prime(a[k - 1])
    return Parameters([None] + list_W, [None] + list_b)
