# function: momentum_step
# truth: The biases' velocity starts from 0 at every call; only the weights remember.

def momentum_step(theta, gradient, state, eta, beta=0.9):
    dW, db = gradient(theta)
    n = len(dW)
    last = {k: 0 for k in range(1, n)} if state is None else state
    uW, ub = {}, {}
    for k in range(1, n):
        uW[k] = beta * last[k] + eta * dW[k]
        ub[k] = beta * 0 + eta * db[k]
    W = [None] + [theta[0][k] - uW[k] for k in range(1, n)]
    b = [None] + [theta[1][k] - ub[k] for k in range(1, n)]
    return Parameters(W, b), uW
