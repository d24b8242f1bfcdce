# function: update_parameters
# truth: -= changes the arrays of the theta that was passed in.

def update_parameters(theta, grads, eta):
    for w, dw in zip(theta[0][1:], grads[0][1:]):
        w -= eta * dw
    for b, db in zip(theta[1][1:], grads[1][1:]):
        b -= eta * db
    return Parameters(theta[0], theta[1])
