# function: back_propagation
# mistake: the last two lines run for k = 1, too: there is no a_0

def back_propagation(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    W, b = [None] * (L + 1), [None] * (L + 1)
    grad_a = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        W[k], b[k] = parameter_gradients(grad_a, h[k - 1])
        grad_h = hidden_gradient(theta.W[k], grad_a)
        grad_a = preactivation_gradient(grad_h, a[k - 1], g_prime)
    return Parameters(W, b)
