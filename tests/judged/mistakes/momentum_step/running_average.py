# function: momentum_step
# truth: The gradient has a factor 1 - beta, as in a running average; the rule here has none.
# judges: right, right
# says: (1 − β) besides η

from lab.optimizers import each

def momentum_step(theta, gradient, state, eta, beta=0.9):
    v = each(np.zeros_like, theta) if state is None else state
    g = gradient(theta)
    v = each(lambda old, new: beta * old + (1 - beta) * eta * new, v, g)
    return each(np.subtract, theta, v), v
