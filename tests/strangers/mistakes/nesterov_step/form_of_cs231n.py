# function: nesterov_step
# truth: The rewritten form theta + beta u_old - (1 + beta) u with the gradient at theta: it follows the point ahead, not theta.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    old = each(np.zeros_like, theta) if state is None else state
    new = each(lambda v, g: beta * v + eta * g, old, grads)
    theta = each(lambda w, v0, v1: w + beta * v0 - (1 + beta) * v1, theta, old, new)
    return theta, new
