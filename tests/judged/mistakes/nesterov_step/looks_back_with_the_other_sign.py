# function: nesterov_step
# truth: The sign in the look ahead is wrong (line `ahead = ...`): the gradient is taken at a point behind theta.
# judges: wrong, wrong
# says: the gradient is taken behind θ
# never: θ + βu

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    if state is None:
        ahead = theta
        state = each(np.zeros_like, theta)
    else:
        ahead = each(lambda w, s: w - beta * s, theta, state)
    u = each(lambda o, n: beta * o - eta * n, state, gradient(ahead))
    return each(lambda w, s: w + s, theta, u), u
