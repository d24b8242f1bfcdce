# function: back_propagation
# mistake: `return` stands one indent too deep: only the last layer has its gradient

def back_propagation(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    W, b = [None] * (L + 1), [None] * (L + 1)
    grad_a = output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        W[k], b[k] = parameter_gradients(grad_a, h[k - 1])
        if k > 1:
            grad_a = preactivation_gradient(hidden_gradient(theta.W[k], grad_a), a[k - 1], g_prime)
        return Parameters(W, b)
