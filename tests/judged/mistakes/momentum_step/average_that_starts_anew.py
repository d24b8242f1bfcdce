# function: momentum_step
# truth: (1) u starts from zero at every call; (2) the gradient has a factor 1 - beta.
# judges: right, right
# says: u does not remember: it starts from 0 at every step; and something else besides

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta)
    u = each(lambda s, g: beta * s + (1 - beta) * eta * g, u, gradient(theta))
    return each(lambda w, s: w - s, theta, u), u
