# Copies, then changes its own copies in place.
def update_parameters(theta, grads, eta):
    W = [None if w is None else w.copy() for w in theta.W]
    b = [None if v is None else v.copy() for v in theta.b]
    for k in range(1, len(W)):
        W[k] -= eta * grads[0][k]
        b[k] -= eta * grads[1][k]
    return Parameters(W, b)
