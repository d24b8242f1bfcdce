# the velocity has the step's sign and is added
def momentum_step(theta, gradient, state, eta, beta=0.9):
    g = gradient(theta)
    n = len(theta[0])
    v = [[None] + [0.0] * (n - 1)] * 2 if state is None else state
    v = [[None] + [beta * v[p][k] - eta * g[p][k] for k in range(1, n)] for p in (0, 1)]
    return Parameters(*([None] + [theta[p][k] + v[p][k] for k in range(1, n)] for p in (0, 1))), v
