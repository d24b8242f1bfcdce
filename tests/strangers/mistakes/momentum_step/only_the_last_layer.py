# function: momentum_step
# truth: The update stands after the loop: only the last layer's parameters move.

def momentum_step(theta, gradient, state, eta, beta=0.9):
    dW, db = gradient(theta)
    W, b = list(theta[0]), list(theta[1])
    if state is None:
        state = ([None] + [np.zeros(w.shape) for w in W[1:]], [None] + [np.zeros(v.shape) for v in b[1:]])
    uW, ub = list(state[0]), list(state[1])
    for k in range(1, len(W)):
        uW[k] = beta * uW[k] + eta * dW[k]
        ub[k] = beta * ub[k] + eta * db[k]
    W[k] = W[k] - uW[k]
    b[k] = b[k] - ub[k]
    return Parameters(W, b), (uW, ub)
