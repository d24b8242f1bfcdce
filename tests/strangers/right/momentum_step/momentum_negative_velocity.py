# v <- beta v - eta g, theta + v
def momentum_step(theta, gradient, state, eta, beta=0.9):
    g = gradient(theta)
    v = each(np.zeros_like, theta) if state is None else state
    v = each(lambda v, g: beta * v - eta * g, v, g)
    return each(np.add, theta, v), v
