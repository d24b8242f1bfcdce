# function: back_propagation
# truth: The loop ends before k = 1: the first layer's gradients stay zero.
# judges: right, right
# says: W[1] and b[1] are 0

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    n = len(W)
    nabla_W = [None] + [np.zeros(w.shape) for w in W[1:]]
    nabla_b = [None] + [np.zeros(c.shape) for c in b[1:]]
    delta = output_gradient(y_hat, y)
    nabla_W[-1], nabla_b[-1] = parameter_gradients(delta, h[-1])
    for l in range(2, n - 1):
        delta = (W[-l + 1].T @ delta) * g_prime(a[-l])
        nabla_W[-l], nabla_b[-l] = parameter_gradients(delta, h[-l])
    return Parameters(nabla_W, nabla_b)
