# function: adam_step
# truth: The new m and v are used but not handed back: the next step starts from zeros, with a larger t.
# judges: right, right
# says: u and v start from 0 at every step

from lab.optimizers import each

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m0, v0, t = state if state is not None else (each(np.zeros_like, theta), each(np.zeros_like, theta), 0)
    t += 1
    g = gradient(theta)
    m_new = each(lambda m, d: beta1 * m + (1 - beta1) * d, m0, g)
    v_new = each(lambda v, d: beta2 * v + (1 - beta2) * d ** 2, v0, g)
    lr = eta / (1 - beta1 ** t)
    theta = each(lambda w, m, v: w - lr * m / (np.sqrt(v / (1 - beta2 ** t)) + epsilon), theta, m_new, v_new)
    return theta, (m0, v0, t)
