# function: adam_step
# truth: m and v are set to zero at every call; only t goes on.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = (state or 0) + 1
    m, v = each(np.zeros_like, theta), each(np.zeros_like, theta)
    g = gradient(theta)
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, m, g)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g ** 2, v, g)
    mh = each(lambda m: m / (1 - np.power(beta1, t)), m)
    vh = each(lambda v: v / (1 - np.power(beta2, t)), v)
    return each(lambda w, m, v: w - eta * m / (np.sqrt(v) + epsilon), theta, mh, vh), t
