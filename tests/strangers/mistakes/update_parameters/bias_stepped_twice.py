# function: update_parameters
# truth: The biases' step is taken twice.

def update_parameters(theta, grads, eta):
    W, b = list(theta[0]), list(theta[1])
    for k in range(1, len(W)):
        W[k] = W[k] - eta * grads[0][k]
        b[k] = b[k] - eta * grads[1][k]
    for k in range(1, len(b)):
        b[k] = b[k] - eta * grads[1][k]  # the biases
    return Parameters(W, b)
