# function: adam_step
# truth: The new m is never stored: every step starts from m = 0. / The corrected v is stored instead of v.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    if state is None:
        state = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0)
    m_old, v_old, t = state
    t = t + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m_old, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g ** 2, v_old, grads)
    v_hat = each(lambda v: v / (1 - beta2 ** t), v)

    def new(w, m, vh):
        return w - eta * (m / (1 - beta1 ** t)) / (np.sqrt(vh) + epsilon)

    return each(new, theta, m, v_hat), (m_old, v_hat, t)
