# function: nesterov_step
# truth: The look goes the wrong way, theta + beta u, as in notes whose velocity has the other sign.
# judges: right, right
# says: the gradient is taken behind θ, by β of the last step, not ahead of it

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    v = each(np.zeros_like, theta) if state is None else state
    x_ahead = each(lambda x, s: x + beta * s, theta, v)
    v = each(lambda s, dx: beta * s + eta * dx, v, gradient(x_ahead))
    return each(lambda x, s: x - s, theta, v), v
