# dictionary as state
def momentum_step(theta, gradient, state, eta, beta=0.9):
    d = gradient(theta)
    before = {} if state is None else state
    after, new = {}, Parameters([None], [None])
    for part in range(2):
        for k in range(1, len(theta[part])):
            after[part, k] = beta * before.get((part, k), 0.0) + eta * d[part][k]
            new[part].append(theta[part][k] - after[part, k])
    return new, after
