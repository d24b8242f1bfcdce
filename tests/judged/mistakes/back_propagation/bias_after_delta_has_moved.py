# function: back_propagation
# truth: The biases' gradient is taken after delta has gone down to the layer below, so it is that layer's.
# judges: right, right
# marked it says: W[1], W[2], W[3] and b[1] are right, b[2] and b[3] are not
# in the notebook it says: W[1], W[2] and b[1] are right, b[2] is not

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L = len(W) - 1
    m = y_hat.shape[1]
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    delta = y_hat - one_hot(y, y_hat.shape[0])
    for k in range(L, 0, -1):
        gW[k] = delta.dot(h[k - 1].T) / m
        if k > 1:
            delta = W[k].T.dot(delta) * g_prime(a[k - 1])
        gb[k] = delta.mean(axis=1, keepdims=True)
    return Parameters(gW, gb)
