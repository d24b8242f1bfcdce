# function: nesterov_step
# truth: The point ahead is made with the gradient at theta instead of with u.
# judges: open, open

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    here = gradient(theta)
    ahead = each(lambda w, g: w - beta * g, theta, here)
    u = each(lambda s, g: beta * s + eta * g, u, gradient(ahead))
    return each(lambda w, s: w - s, theta, u), u
