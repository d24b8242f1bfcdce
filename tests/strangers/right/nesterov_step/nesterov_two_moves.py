# first the move by the memory, then the gradient's step from there
def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    there = each(lambda w, u: w - beta * u, theta, u)
    g = gradient(there)
    new = each(lambda w, g: w - eta * g, there, g)
    return new, each(lambda old, w: old - w, theta, new)
