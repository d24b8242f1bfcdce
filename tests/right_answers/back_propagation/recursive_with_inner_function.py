# An inner function that goes down a layer at a time.
def back_propagation(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    found = {}

    def down(k, delta):
        if k == 0:
            return
        found[k] = parameter_gradients(delta, h[k - 1])
        if k > 1:
            down(k - 1, preactivation_gradient(hidden_gradient(theta.W[k], delta), a[k - 1], g_prime))

    down(L, output_gradient(y_hat, y))
    return Parameters([None] + [found[k][0] for k in range(1, L + 1)], [None] + [found[k][1] for k in range(1, L + 1)])
