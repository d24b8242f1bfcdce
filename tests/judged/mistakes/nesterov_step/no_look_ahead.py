# function: nesterov_step
# truth: The gradient is taken at theta itself, not at the point ahead: this is plain momentum.
# judges: right, right
# says: plain momentum: the gradient is taken at θ

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = state or each(np.zeros_like, theta)
    ahead = each(lambda w, s: w - beta * s, theta, u)
    slope = gradient(theta)
    u = each(lambda s, g: beta * s + eta * g, u, slope)
    return each(lambda w, s: w - s, theta, u), u
