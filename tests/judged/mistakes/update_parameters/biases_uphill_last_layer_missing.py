# function: update_parameters
# truth: (1) The biases' gradients are added; (2) the last layer is left as it was.
# judges: right, right
# says: two things at once: the last layer stays as it is; and the biases go uphill

def update_parameters(theta, grads, eta):
    W, b = [None], [None]
    for k in range(1, len(theta[0]) - 1):
        W.append(theta[0][k] - eta * grads[0][k])
        b.append(theta[1][k] + eta * grads[1][k])
    return Parameters(W + [theta[0][-1]], b + [theta[1][-1]])
