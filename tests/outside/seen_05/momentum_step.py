# right

def momentum_step(theta, gradient, state, eta, beta=0.9):
    dW, db = gradient(theta)
    n = len(dW)
    uW = [eta*dW[i] for i in range(1, n)]
    ub = [eta*db[i] for i in range(1, n)]
    if state is not None:
        uW = [beta*state[0][i-1] + eta*dW[i] for i in range(1, n)]
        ub = [beta*state[1][i-1] + eta*db[i] for i in range(1, n)]
    W = [None] + [theta[0][i] - uW[i-1] for i in range(1, n)]
    b = [None] + [theta[1][i] - ub[i-1] for i in range(1, n)]
    return Parameters(W, b), (uW, ub)
