# right

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    params = {f"{name}{k}": t for name, part in zip("Wb", theta) for k, t in enumerate(part) if t is not None}
    given = gradient(theta)
    grads = {f"{name}{k}": t for name, part in zip("Wb", given) for k, t in enumerate(part) if t is not None}
    m, v, step = state if state else ({}, {}, 0)
    m, v, step = dict(m), dict(v), step + 1
    out = Parameters([None] * len(theta[0]), [None] * len(theta[1]))
    for key, value in params.items():
        m[key] = m.get(key, 0.0) + (1 - beta1) * (grads[key] - m.get(key, 0.0))
        v[key] = v.get(key, 0.0) + (1 - beta2) * (grads[key] ** 2 - v.get(key, 0.0))
        best_m = m[key] / (1 - beta1**step)
        best_v = v[key] / (1 - beta2**step)
        out["Wb".index(key[0])][int(key[1:])] = value - eta * best_m / (np.sqrt(best_v) + epsilon)
    return out, (m, v, step)
