# function: update_parameters
# mistake: theta.W is a list of arrays, not an array

def update_parameters(theta, grads, eta):
    return Parameters(theta.W - eta * grads.W, theta.b - eta * grads.b)
