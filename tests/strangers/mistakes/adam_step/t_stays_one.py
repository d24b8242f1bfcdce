# function: adam_step
# truth: t is the epoch's number and stays 1: the correction of the first step is applied at all of them.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = 1
    g = gradient(theta)
    if state is None:
        m, v = each(np.zeros_like, theta), each(np.zeros_like, theta)
    else:
        m, v = state
    m = each(lambda a, d: beta1 * a + (1 - beta1) * d, m, g)
    v = each(lambda a, d: beta2 * a + (1 - beta2) * d ** 2, v, g)
    m_hat = each(lambda a: a / (1 - beta1 ** t), m)
    v_hat = each(lambda a: a / (1 - beta2 ** t), v)
    return each(lambda w, a, c: w - eta / (np.sqrt(c) + epsilon) * a, theta, m_hat, v_hat), (m, v)
