# function: update_parameters
# mistake: the lists are copied, the arrays in them are not

def update_parameters(theta, grads, eta):
    W, b = list(theta.W), list(theta.b)
    for k in range(1, len(W)):
        W[k] -= eta * grads.W[k]
        b[k] -= eta * grads.b[k]
    return Parameters(W, b)
