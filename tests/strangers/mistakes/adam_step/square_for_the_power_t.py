# function: adam_step
# truth: beta2 ** 2 stands where beta2 ** t is meant.

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    if state is None:
        state = [each(np.zeros_like, theta), each(np.zeros_like, theta), 0]
    t = state[2] + 1
    s = each(lambda s, g: beta1 * s + (1 - beta1) * g, state[0], grads)
    r = each(lambda r, g: beta2 * r + (1 - beta2) * g ** 2, state[1], grads)

    def new(w, m, v):
        mh = m / (1 - beta1 ** t)
        vh = v / (1 - beta2 ** 2)
        return w - eta * mh / (np.sqrt(vh) + epsilon)

    return each(new, theta, s, r), [s, r, t]
