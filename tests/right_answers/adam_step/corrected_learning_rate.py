# The bias correction in the learning rate and in ε, as an equal form has it.
def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    if state is None:
        zeros = lambda: [[None] + [np.zeros_like(w) for w in part[1:]] for part in theta]
        state = {"t": 0, "m": zeros(), "v": zeros()}
    t = state["t"] + 1
    c1, c2 = 1 - beta1**t, np.sqrt(1 - beta2**t)
    new, m, v = [[None], [None]], [[None], [None]], [[None], [None]]
    for p in (0, 1):
        for k in range(1, len(theta[p])):
            m[p].append(beta1 * state["m"][p][k] + (1 - beta1) * grads[p][k])
            v[p].append(beta2 * state["v"][p][k] + (1 - beta2) * grads[p][k] * grads[p][k])
            new[p].append(theta[p][k] - eta * c2 / c1 * m[p][k] / (np.sqrt(v[p][k]) + epsilon * c2))
    return Parameters(*new), {"t": t, "m": m, "v": v}
