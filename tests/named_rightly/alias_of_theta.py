# function: update_parameters
# mistake: `new` is another name for the caller's theta

def update_parameters(theta, grads, eta):
    new = theta
    for k in range(1, len(new.W)):
        new.W[k] -= eta * grads.W[k]
        new.b[k] -= eta * grads.b[k]
    return new
