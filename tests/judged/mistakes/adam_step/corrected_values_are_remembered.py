# function: adam_step
# truth: The corrected m and v are stored in place of m and v, so the correction piles up from step to step.
# judges: right, right
# says: the corrected û and v̂ are kept instead of u and v

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, i = (each(np.zeros_like, theta), each(np.zeros_like, theta), 0) if state is None else state
    i = i + 1
    g = gradient(theta)
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, g)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g ** 2, v, g)
    m = each(lambda m: m / (1 - beta1 ** i), m)
    v = each(lambda v: v / (1 - beta2 ** i), v)
    return each(lambda w, m, v: w - eta * m / (np.sqrt(v) + epsilon), theta, m, v), (m, v, i)
