# function: nesterov_step
# truth: The gradient is taken at theta; the look ahead is imitated by a step of eta g + beta u (another scheme).

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    g = gradient(theta)
    u = each(np.zeros_like, theta) if state is None else state
    u = each(lambda u, g: beta * u + eta * g, u, g)
    return each(lambda w, u, g: w - (beta * u + eta * g), theta, u, g), u
