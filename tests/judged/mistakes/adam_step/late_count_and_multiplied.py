# function: adam_step
# truth: (1) The corrections are multiplied instead of divided; (2) t is 2 at the first step.
# judges: open, open

def adam_step(theta, gradient, state, eta, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g = gradient(theta)
    n = len(theta[0])
    if state is None:
        state = [1, [[0.0] * n, [0.0] * n], [[0.0] * n, [0.0] * n]]
    t = state[0] + 1
    m, v, new = [], [], []
    for half in (0, 1):
        m.append([0.0] + [beta1 * state[1][half][k] + (1 - beta1) * g[half][k] for k in range(1, n)])
        v.append([0.0] + [beta2 * state[2][half][k] + (1 - beta2) * g[half][k] ** 2 for k in range(1, n)])
        rows = [None]
        for k in range(1, n):
            top, bottom = m[half][k] * (1 - beta1 ** t), v[half][k] * (1 - beta2 ** t)
            rows.append(theta[half][k] - eta * top / (np.sqrt(bottom) + epsilon))
        new.append(rows)
    return Parameters(*new), [t, m, v]
