# m += (1 − β)(g − m), on its own copies.
def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads = gradient(theta)
    m, v, t = state if state is not None else (None, None, 0)
    t += 1
    new_m, new_v, new = ([None], [None]), ([None], [None]), ([None], [None])
    for p in range(2):
        for k in range(1, len(theta[p])):
            g = np.asarray(grads[p][k])
            mk = np.zeros_like(g) if m is None else np.array(m[p][k])
            vk = np.zeros_like(g) if v is None else np.array(v[p][k])
            mk += (1 - beta1) * (g - mk)
            vk += (1 - beta2) * (g**2 - vk)
            step = eta * (mk / (1 - beta1**t)) / (np.sqrt(vk / (1 - beta2**t)) + epsilon)
            new_m[p].append(mk)
            new_v[p].append(vk)
            new[p].append(theta[p][k] - step)
    return Parameters(*new), (new_m, new_v, t)
