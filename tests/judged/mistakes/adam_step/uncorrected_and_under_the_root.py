# function: adam_step
# truth: (1) The corrections for the start are missing; (2) epsilon stands under the root.
# judges: open, open

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    if state is None:
        state = (each(np.zeros_like, theta), each(np.zeros_like, theta))
    g = gradient(theta)
    m = each(lambda x, d: beta1 * x + (1 - beta1) * d, state[0], g)
    v = each(lambda x, d: beta2 * x + (1 - beta2) * d ** 2, state[1], g)
    return each(lambda w, p, q: w - eta * p / np.sqrt(q + epsilon), theta, m, v), (m, v)
