# function: adam_step
# mistake: t is raised after the step: it is 0 at the first, where 1 − β^t is 0

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    L = len(theta.W) - 1
    if state is None:
        state = ([[None] + [0] * L, [None] + [0] * L], [[None] + [0] * L, [None] + [0] * L], 0)
    m, v, t = state
    new = Parameters([None], [None])
    next_m, next_v = [[None], [None]], [[None], [None]]
    for p in (0, 1):
        for k in range(1, L + 1):
            next_m[p].append(beta1 * m[p][k] + (1 - beta1) * grads[p][k])
            next_v[p].append(beta2 * v[p][k] + (1 - beta2) * grads[p][k] ** 2)
            m_hat = next_m[p][k] / (1 - beta1**t)
            v_hat = next_v[p][k] / (1 - beta2**t)
            new[p].append(theta[p][k] - eta * m_hat / (np.sqrt(v_hat) + epsilon))
    return new, (next_m, next_v, t + 1)
