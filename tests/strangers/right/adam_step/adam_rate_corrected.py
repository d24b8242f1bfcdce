# the correction in the step size, loops, epsilon scaled
def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    state = state or {"t": 0}
    fresh = {"t": state["t"] + 1}
    c1, c2 = 1 - beta1 ** fresh["t"], 1 - beta2 ** fresh["t"]
    new = ([None], [None])
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            p, g = theta[part][k], grads[part][k]
            m, v = state.get((part, k), (np.zeros_like(p), np.zeros_like(p)))
            m = m + (1 - beta1) * (g - m)
            v = v + (1 - beta2) * (g * g - v)
            fresh[part, k] = (m, v)
            denominator = np.sqrt(v) / np.sqrt(c2) + epsilon
            new[part].append(p - (eta / c1) * m / denominator)
    return Parameters(*new), fresh
