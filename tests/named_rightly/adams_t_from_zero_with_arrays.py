# function: adam_step
# mistake: t is raised after the step; a NumPy number divides by 0 with a warning, and gives nan

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    L = len(theta.W) - 1
    if state is None:
        zero = lambda: Parameters(*([None] + [np.zeros(x.shape) for x in part[1:]] for part in theta))
        state = {"m": zero(), "v": zero(), "t": np.array(0)}
    m, v, t = state["m"], state["v"], state["t"]
    new = Parameters([None], [None])
    for p in (0, 1):
        for k in range(1, L + 1):
            m[p][k] = beta1 * m[p][k] + (1 - beta1) * grads[p][k]
            v[p][k] = beta2 * v[p][k] + (1 - beta2) * grads[p][k] ** 2
            m_hat = m[p][k] / (1 - beta1**t)
            v_hat = v[p][k] / (1 - beta2**t)
            new[p].append(theta[p][k] - eta * m_hat / (np.sqrt(v_hat) + epsilon))
    return new, {"m": m, "v": v, "t": t + 1}
