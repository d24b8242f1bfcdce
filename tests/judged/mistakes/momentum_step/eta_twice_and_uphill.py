# function: momentum_step
# truth: (1) u is added to theta; (2) eta multiplies u once more in the step.
# judges: right, right
# says: two things at once: uphill; and η twice

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    past = each(np.zeros_like, theta) if state is None else state
    velocity = each(lambda p, g: p * beta + eta * g, past, gradient(theta))
    return each(lambda w, v: w + eta * v, theta, velocity), velocity
