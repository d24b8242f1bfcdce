# function: nesterov_step
# truth: theta's own arrays are moved to the point ahead and stay there.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = state if state is not None else each(np.zeros_like, theta)
    for part in (0, 1):
        for k in range(1, len(theta[part])):
            theta[part][k] -= beta * u[part][k]
    g = gradient(theta)
    u = each(lambda v, d: beta * v + eta * d, u, g)
    return each(lambda w, v: w - v, theta, u), u
