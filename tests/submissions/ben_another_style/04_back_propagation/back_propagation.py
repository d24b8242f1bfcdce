def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L = len(W) - 1
    grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
    delta = output_gradient(y_hat, y)
    k = L
    while True:
        grad_W[k], grad_b[k] = parameter_gradients(delta, h[k - 1])
        if k == 1:
            return grad_W, grad_b          # a plain tuple
        delta = preactivation_gradient(hidden_gradient(W[k], delta), a[k - 1], g_prime)
        k -= 1
