# function: adam_step
# truth: m and v are used as they are: the corrections for having started at 0 are missing.
# judges: right, right
# says: no bias correction: the first steps are far too large

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v = state or (each(np.zeros_like, theta), each(np.zeros_like, theta))
    g = gradient(theta)
    m = each(lambda old, d: beta1 * old + (1 - beta1) * d, m, g)
    v = each(lambda old, d: beta2 * old + (1 - beta2) * d * d, v, g)
    new = each(lambda w, p, q: w - eta * p / (np.sqrt(q) + epsilon), theta, m, v)
    return new, (m, v)
