# Loops over the layers, a plain tuple as the point ahead.
def nesterov_step(theta, gradient, state, eta, beta=0.9):
    if state is None:
        state = ([None] + [np.zeros(w.shape) for w in theta[0][1:]], [None] + [np.zeros(v.shape) for v in theta[1][1:]])
    ahead = Parameters(*[[None] + [w - beta * u for w, u in zip(theta[p][1:], state[p][1:])] for p in (0, 1)])
    grads = gradient(ahead)
    u = tuple([None] + [beta * s + eta * g for s, g in zip(state[p][1:], grads[p][1:])] for p in (0, 1))
    return Parameters(*[[None] + [w - s for w, s in zip(theta[p][1:], u[p][1:])] for p in (0, 1)]), u
