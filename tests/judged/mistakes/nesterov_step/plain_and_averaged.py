# function: nesterov_step
# truth: (1) The gradient is taken at theta, without looking ahead; (2) it has a factor 1 - beta.
# judges: right, right
# says: two things at once: plain momentum: the gradient is taken at θ; and (1 − β) besides η

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    v = each(np.zeros_like, theta) if state is None else state
    v = each(lambda s, g: beta * s + (1 - beta) * eta * g, v, gradient(theta))
    return each(lambda w, s: w - s, theta, v), v
