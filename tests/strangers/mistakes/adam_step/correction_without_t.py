# function: adam_step
# truth: The correction divides by 1 - beta at every step, without the power t.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g = gradient(theta)
    zero = each(np.zeros_like, theta)
    m, v = state if state else (zero, zero)
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, g)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * np.power(g, 2), v, g)
    m_hat = each(lambda m: m / (1 - beta1), m)
    v_hat = each(lambda v: v / (1 - beta2), v)
    return each(lambda w, a, b: w - eta * a / (np.sqrt(b) + epsilon), theta, m_hat, v_hat), (m, v)
