# function: adam_step
# truth: The corrected averages overwrite m and v: the next step corrects them once more.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    if state is None:
        m, v, t = each(np.zeros_like, theta), each(np.zeros_like, theta), 1
    else:
        m, v, t = state
    m = each(lambda x, g: beta1 * x + (1 - beta1) * g, m, grads)
    v = each(lambda x, g: beta2 * x + (1 - beta2) * (g ** 2), v, grads)
    m = each(lambda x: x / (1 - beta1 ** t), m)
    v = each(lambda x: x / (1 - beta2 ** t), v)
    theta = each(lambda w, p, q: w - eta * p / (np.sqrt(q) + epsilon), theta, m, v)
    return theta, (m, v, t + 1)
