# function: back_propagation
# truth: 1/m stands in the gradient that is passed down as well as in the parameters' gradients, so each layer further down is m times smaller.
# judges: right, right
# says: divided by m once more at every layer on the way down

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = y_hat.shape[1]
    L = len(W) - 1
    dW, db = list(W), list(b)
    dZ = y_hat - one_hot(y, y_hat.shape[0])
    for l in range(L, 0, -1):
        dW[l] = (1 / m) * np.dot(dZ, h[l - 1].T)
        db[l] = (1 / m) * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dZ = (1 / m) * np.dot(W[l].T, dZ) * g_prime(a[l - 1])
    return Parameters(dW, db)
