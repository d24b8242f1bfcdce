# function: back_propagation
# truth: np.sum without an axis adds up all units of the layer: each bias of the layer gets the same number.
# judges: right, right
# says: every entry of a grad_b is the sum over all units

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = y.size
    L = len(W) - 1
    dZ = {L: y_hat - one_hot(y, y_hat.shape[0])}
    for k in range(L, 1, -1):
        dZ[k - 1] = W[k].T.dot(dZ[k]) * g_prime(a[k - 1])
    dW = [None] + [1 / m * dZ[k].dot(h[k - 1].T) for k in range(1, L + 1)]
    db = [None] + [np.full_like(b[k], 1 / m * np.sum(dZ[k])) for k in range(1, L + 1)]
    return Parameters(dW, db)
