# function: momentum_step
# truth: The gradient is weighted by 1 - beta: a running average, whose steps are ten times too short.

def momentum_step(theta, gradient, state, eta, beta=0.9):
    g_all = gradient(theta)
    out = [[None], [None]]
    memory = [[None], [None]]
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            g = g_all[part][k]
            v = np.zeros_like(g) if state is None else state[part][k]
            v = beta * v + (1 - beta) * g
            memory[part].append(v)
            out[part].append(theta[part][k] - eta * v)
    return Parameters(*out), memory
