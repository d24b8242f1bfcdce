# function: nesterov_step
# truth: The gradient is taken at theta. / The velocity's share is added instead of subtracted.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    g = gradient(theta)
    v = each(np.zeros_like, theta) if state is None else state
    v = each(lambda v, g: beta * v + g, v, g)
    theta = each(lambda w, g, v: w - eta * g + eta * beta * v, theta, g, v)
    return theta, v
