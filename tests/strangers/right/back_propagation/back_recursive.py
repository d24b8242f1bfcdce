# recursion over the layers
def back_propagation(theta, h, a, y_hat, y, g_prime):
    def below(k, d):
        W, b = parameter_gradients(d, h[k - 1])
        if k == 1:
            return [None, W], [None, b]
        Ws, bs = below(k - 1, preactivation_gradient(hidden_gradient(theta[0][k], d), a[k - 1], g_prime))
        return Ws + [W], bs + [b]

    return Parameters(*below(len(theta[0]) - 1, output_gradient(y_hat, y)))
