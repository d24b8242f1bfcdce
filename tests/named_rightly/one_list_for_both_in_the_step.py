# function: update_parameters
# mistake: W and b are one list

def update_parameters(theta, grads, eta):
    W = b = [None] * len(theta.W)
    for k in range(1, len(W)):
        W[k] = theta.W[k] - eta * grads.W[k]
        b[k] = theta.b[k] - eta * grads.b[k]
    return Parameters(W, b)
