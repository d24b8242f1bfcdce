# function: update_parameters
# mistake: theta is a pair of lists, not an array

def update_parameters(theta, grads, eta):
    return theta - eta * grads
