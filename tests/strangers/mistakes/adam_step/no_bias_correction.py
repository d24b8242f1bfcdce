# function: adam_step
# truth: m and v are used as they are: the bias correction is missing.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g = gradient(theta)
    m, v = (each(np.zeros_like, theta), each(np.zeros_like, theta)) if state is None else state
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, g)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g * g, v, g)
    return each(lambda w, m, v: w - eta * m / (np.sqrt(v) + epsilon), theta, m, v), (m, v)
