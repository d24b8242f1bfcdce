# function: momentum_step
# truth: eta multiplies the old u as well as the gradient.
# judges: right, right
# says: η stands before both terms

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    previous = state if state is not None else each(np.zeros_like, theta)
    increment = each(lambda d, g: eta * (beta * d + g), previous, gradient(theta))
    return each(lambda w, d: w - d, theta, increment), increment
