# function: nesterov_step
# truth: (1) The look goes to theta + beta u; (2) the gradient has a factor 1 - beta.
# judges: right, right
# says: two things at once: the gradient is taken behind θ, by β of the last step, not ahead of it; and (1 − β) besides η

from lab.optimizers import each

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    velocity = each(np.zeros_like, theta) if state is None else state
    glance = gradient(each(lambda w, v: w + beta * v, theta, velocity))
    velocity = each(lambda v, g: beta * v + (1 - beta) * eta * g, velocity, glance)
    return each(lambda w, v: w - v, theta, velocity), velocity
