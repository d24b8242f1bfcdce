# function: update_parameters
# truth: list() copies the lists but not the arrays in them, and -= then changes the caller's arrays.
# judges: right, right
# says: theta.W[1] was changed by the call

def update_parameters(theta, grads, eta):
    W, b = list(theta[0]), list(theta[1])
    for l in range(1, len(W)):
        W[l] -= eta * grads[0][l]
        b[l] -= eta * grads[1][l]
    return Parameters(W, b)
