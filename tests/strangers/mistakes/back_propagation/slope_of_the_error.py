# function: back_propagation
# truth: g' is taken of the error that arrives, which is then not used itself.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, gW, gb = theta[0], [None] * len(theta[0]), [None] * len(theta[0])
    d = output_gradient(y_hat, y)
    for k in range(len(W) - 1, 0, -1):
        gW[k], gb[k] = parameter_gradients(d, h[k - 1])
        if k > 1:
            d = g_prime(W[k].T @ d)
    return Parameters(gW, gb)
