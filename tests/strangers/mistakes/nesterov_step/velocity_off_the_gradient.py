# function: nesterov_step
# truth: The velocity is subtracted from the gradient, not from the point where the gradient is taken. / The biases' gradient does not enter: they stay where they are.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    gW, gb = gradient(theta)
    L = len(gW)
    uW, ub = ([0.0] * L, [0.0] * L) if state is None else state
    uW, ub = list(uW), list(ub)
    newW, newb = [None], [None]
    for k in range(1, L):
        dW = gW[k] - beta * uW[k]
        uW[k] = beta * uW[k] + eta * dW
        newW.append(theta[0][k] - uW[k])
        newb.append(theta[1][k] - ub[k])
    return Parameters(newW, newb), (uW, ub)
