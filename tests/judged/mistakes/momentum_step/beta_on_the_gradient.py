# function: momentum_step
# truth: beta stands before the gradient instead of before u, which therefore never fades.
# judges: right, right
# says: β stands before the gradient, not before u

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    if state is None:
        state = each(np.zeros_like, theta)
    u = each(lambda kept, g: kept + beta * eta * g, state, gradient(theta))
    return each(lambda w, s: w - s, theta, u), u
