# function: adam_step
# truth: (1) m lacks the factor 1 - beta1 before the gradient; (2) t begins at 2.
# judges: right, right
# says: two things at once: (1 − β₁) is missing in u; and t is one too large

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, t = (each(np.zeros_like, theta), each(np.zeros_like, theta), 1) if state is None else state
    t = t + 1
    g = gradient(theta)
    m = each(lambda x, d: beta1 * x + d, m, g)
    v = each(lambda x, d: beta2 * x + (1 - beta2) * d ** 2, v, g)
    stepsize = eta * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
    eps_t = epsilon * np.sqrt(1 - beta2 ** t)
    return each(lambda w, p, q: w - stepsize * p / (np.sqrt(q) + eps_t), theta, m, v), (m, v, t)
