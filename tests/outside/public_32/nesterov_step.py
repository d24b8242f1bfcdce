# right

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    rows = range(1, len(theta[0]))
    v = state if state is not None else [[np.zeros(t.shape) if t is not None else None for t in part] for part in theta]
    peek = Parameters(*([None] + [part[k] + beta * v[i][k] for k in rows] for i, part in enumerate(theta)))
    slope = gradient(peek)
    v = [[None] + [beta * v[i][k] - eta * slope[i][k] for k in rows] for i in (0, 1)]
    return Parameters(*([None] + [theta[i][k] + v[i][k] for k in rows] for i in (0, 1))), v
