# Inserts each layer's gradient at the front of a list.
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, _ = theta
    grads_W, grads_b = [], []
    delta = output_gradient(y_hat, y)
    for k in range(len(W) - 1, 0, -1):
        gw, gb = parameter_gradients(delta, h[k - 1])
        grads_W.insert(0, gw)
        grads_b.insert(0, gb)
        if k > 1:
            delta = hidden_gradient(W[k], delta) * g_prime(a[k - 1])
    return ([None] + grads_W, [None] + grads_b)
