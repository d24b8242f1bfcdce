# t from 1, each
def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    if state is None:
        state = (1, each(np.zeros_like, theta), each(np.zeros_like, theta))
    t, m, v = state
    g = gradient(theta)
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, g)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * np.square(g), v, g)
    m_hat = each(lambda m: m / (1 - np.power(beta1, t)), m)
    v_hat = each(lambda v: v / (1 - np.power(beta2, t)), v)
    theta = each(lambda w, m, v: w - (eta / (epsilon + np.sqrt(v))) * m, theta, m_hat, v_hat)
    return theta, (t + 1, m, v)
