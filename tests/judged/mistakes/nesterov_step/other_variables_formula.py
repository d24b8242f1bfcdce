# function: nesterov_step
# truth: This is the rewritten form for the point ahead (beta^2 u + (1 + beta) eta g), with the gradient taken at theta.
# judges: right, right
# says: two things at once: plain momentum: the gradient is taken at θ; and the look ahead is part of the step: βu + η∇ with the new u

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    g = gradient(theta)
    moved = each(lambda w, s, d: w - (beta ** 2 * s + (1 + beta) * eta * d), theta, u, g)
    return moved, each(lambda s, d: beta * s + eta * d, u, g)
