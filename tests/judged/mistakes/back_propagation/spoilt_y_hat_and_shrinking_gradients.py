# function: back_propagation
# truth: (1) The 1 is subtracted in the caller's y_hat; (2) 1/m stands also in what is passed down, so each lower layer is m times smaller.
# judges: right, right
# says: divided by m once more at every layer on the way down

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    m = len(y)
    dZ = y_hat
    dZ[y, range(m)] -= 1.0
    gW, gb = {}, {}
    for k in reversed(range(1, len(W))):
        gW[k], gb[k] = parameter_gradients(dZ, h[k - 1])
        if k >= 2:
            dA = hidden_gradient(W[k], dZ)
            dZ = dA * g_prime(a[k - 1]) / m
    ks = range(1, len(W))
    return Parameters([None] + [gW[k] for k in ks], [None] + [gb[k] for k in ks])
