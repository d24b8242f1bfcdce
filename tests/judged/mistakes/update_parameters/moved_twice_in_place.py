# function: update_parameters
# truth: (1) The caller's arrays are changed; (2) two names of one array are both lowered, so the step is taken twice.
# judges: right, right
# says: twice the step

def update_parameters(theta, grads, eta):
    params = [theta[0], theta[1]]
    new = Parameters(list(theta[0]), list(theta[1]))
    for half in (0, 1):
        for k in range(1, len(params[half])):
            params[half][k] -= eta * grads[half][k]
            new[half][k] -= eta * grads[half][k]
    return new
