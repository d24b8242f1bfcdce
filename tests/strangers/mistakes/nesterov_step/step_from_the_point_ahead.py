# function: nesterov_step
# truth: u is subtracted from the point ahead instead of from theta: beta u is applied twice.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta) if state is None else state
    theta = each(lambda w, u: w - beta * u, theta, u)
    grads = gradient(theta)
    u = each(lambda u, g: beta * u + eta * g, u, grads)
    theta = each(lambda w, u: w - u, theta, u)
    return theta, u
