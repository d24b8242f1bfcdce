# function: nesterov_step
# truth: The gradient is taken at theta: plain momentum without a look ahead.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    dW, db = gradient(theta)
    if state is None:
        state = Parameters([None] + [0] * (len(dW) - 1), [None] + [0] * (len(db) - 1))
    vW, vb = [None], [None]
    W, b = [None], [None]
    for k in range(1, len(dW)):
        vW.append(beta * state[0][k] + eta * dW[k])
        vb.append(beta * state[1][k] + eta * db[k])
        W.append(theta[0][k] - vW[k])
        b.append(theta[1][k] - vb[k])
    return Parameters(W, b), Parameters(vW, vb)
