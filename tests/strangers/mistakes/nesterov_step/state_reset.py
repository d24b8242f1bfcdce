# function: nesterov_step
# truth: The state is thrown away at every call. / The step is (1 + beta) eta g, not u.

def nesterov_step(theta, gradient, state, eta, beta=0.9):
    v = {0: 0}
    dW, db = gradient(theta)
    n = len(dW)
    W, b = [None] * n, [None] * n
    for k in range(1, n):
        v[k] = beta * v[0] + eta * dW[k]
        W[k] = theta[0][k] - (beta * v[k] + eta * dW[k])
        v[-k] = beta * v[0] + eta * db[k]
        b[k] = theta[1][k] - (beta * v[-k] + eta * db[k])
    return Parameters(W, b), v
