# function: nesterov_step
# truth: (1) The point ahead lacks the factor beta; (2) the step starts from the point ahead.
# judges: right, right
# says: two things at once: the gradient is taken a whole step ahead, without β; and the step starts from the point ahead

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = state if state else each(np.zeros_like, theta)
    theta = each(np.subtract, theta, u)
    g = gradient(theta)
    u = each(lambda s, d: beta * s + eta * d, u, g)
    return each(np.subtract, theta, u), u
