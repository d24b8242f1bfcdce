# function: momentum_step
# mistake: theta is returned without the state

def momentum_step(theta, gradient, state, eta, beta=0.9):
    grads = gradient(theta)
    L = len(theta.W) - 1
    v = state if state else Parameters([None] + [0] * L, [None] + [0] * L)
    new = Parameters([None], [None])
    for k in range(1, L + 1):
        v.W[k] = beta * v.W[k] + eta * grads.W[k]
        v.b[k] = beta * v.b[k] + eta * grads.b[k]
        new.W.append(theta.W[k] - v.W[k])
        new.b.append(theta.b[k] - v.b[k])
    return new
