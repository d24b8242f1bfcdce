# function: momentum_step
# truth: u starts from zero at every call: the state is never read.
# judges: right, right
# says: u does not remember: it starts from 0 at every step

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    moments = each(lambda w: np.zeros(w.shape), theta)
    velocity = each(lambda m, g: beta * m + eta * g, moments, gradient(theta))
    return each(lambda p, v: p - v, theta, velocity), velocity
