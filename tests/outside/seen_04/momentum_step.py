# right

def momentum_step(theta, gradient, state, eta, beta=0.9):
    W, b = [None] + [w.copy() for w in theta[0][1:]], [None] + [v.copy() for v in theta[1][1:]]
    gW, gb = gradient(theta)
    mW, mb = ([0.0]*len(W), [0.0]*len(b)) if state is None else (list(state[0]), list(state[1]))
    for i in range(1, len(W)):
        mW[i] = beta * mW[i] + eta * gW[i]
        mb[i] = beta * mb[i] + eta * gb[i]
        W[i] -= mW[i]
        b[i] -= mb[i]
    return Parameters(W, b), (mW, mb)
