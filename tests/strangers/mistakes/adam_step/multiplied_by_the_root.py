# function: adam_step
# truth: The step is multiplied by the root of v_hat instead of divided by it.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    zeros = each(np.zeros_like, theta)
    m, v, t = state if state is not None else (zeros, zeros, 0)
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1.0 - beta1) * g, m, grads)
    v = each(lambda v, g: beta2 * v + (1.0 - beta2) * g ** 2, v, grads)

    def step(w, m, v):
        m_hat, v_hat = m / (1 - beta1 ** t), v / (1 - beta2 ** t)
        return w - eta * (np.sqrt(v_hat) + epsilon) * m_hat

    return each(step, theta, m, v), (m, v, t)
