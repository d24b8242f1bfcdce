# function: update_parameters
# truth: The loop ends before the last layer, which is handed on as it was.
# judges: right, right
# says: the last layer stays as it is

def update_parameters(theta, grads, eta):
    L = len(theta[0]) - 1
    out = Parameters(list(theta[0]), list(theta[1]))
    for l in range(L - 1):
        out.W[l + 1] = theta[0][l + 1] - eta * grads[0][l + 1]
        out.b[l + 1] = theta[1][l + 1] - eta * grads[1][l + 1]
    return out
