# function: momentum_step
# truth: The velocity is set to zero at every call: nothing is remembered.

def momentum_step(theta, gradient, state, eta, beta=0.9):
    u = each(np.zeros_like, theta)
    u = each(lambda u, g: beta * u + eta * g, u, gradient(theta))
    return each(lambda w, u: w - u, theta, u), u
