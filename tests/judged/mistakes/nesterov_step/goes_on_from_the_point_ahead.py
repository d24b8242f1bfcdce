# function: nesterov_step
# truth: The step starts from the point ahead instead of theta, so beta u is subtracted twice.
# judges: right, right
# says: the step starts from the point ahead

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    interim = each(lambda w, s: w - beta * s, theta, u)
    u_new = each(lambda s, g: beta * s + eta * g, u, gradient(interim))
    return each(lambda w, s: w - s, interim, u_new), u_new
