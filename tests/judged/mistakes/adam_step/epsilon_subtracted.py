# function: adam_step
# truth: epsilon is subtracted from the root instead of added to it.
# judges: open, open

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, t = (each(np.zeros_like, theta),) * 2 + (0,) if state is None else state
    t += 1
    g = gradient(theta)
    m = each(lambda x, d: x + (1 - beta1) * (d - x), m, g)
    v = each(lambda x, d: x + (1 - beta2) * (d * d - x), v, g)
    ch = lambda x, beta: x / (1 - beta ** t)
    return each(lambda w, p, q: w - eta * ch(p, beta1) / (np.sqrt(ch(q, beta2)) - epsilon), theta, m, v), (m, v, t)
