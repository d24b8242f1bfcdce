# function: momentum_step
# truth: The velocity is used under a name that was never set: NameError.

def momentum_step(theta, gradient, state, eta, beta=0.9):
    dW, db = gradient(theta)
    if state is None:
        old_vW, old_vb = [0.0] * len(dW), [0.0] * len(db)
    else:
        old_vW, old_vb = state
    W, b, vW, vb = [None], [None], [None], [None]
    for k in range(1, len(dW)):
        vW.append(beta * prev_vw[k] + eta * dW[k])
        vb.append(beta * old_vb[k] + eta * db[k])
        W.append(theta[0][k] - vW[k])
        b.append(theta[1][k] - vb[k])
    return Parameters(W, b), (vW, vb)
