# wrong: ε is always 1e-7
# loses: test_adam_step

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    zeros = each(np.zeros_like, theta)
    m, v, t = (zeros, zeros, 0) if state is None else state
    t, g = t + 1, gradient(theta)
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, g)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g ** 2, v, g)
    return each(lambda w, m, v: w - eta * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + 1e-7), theta, m, v), (m, v, t)
