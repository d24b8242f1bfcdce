# function: back_propagation
# truth: Each W_k's gradient multiplies by the layer's own activation h_k instead of h_{k-1}.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    layers = list(h) + [y_hat]
    m, gW, gb = y_hat.shape[1], [], []
    d = y_hat - one_hot(y, y_hat.shape[0])
    for k in np.arange(1, len(theta[0]))[::-1]:
        gW.insert(0, 1. / m * d.dot(layers[k].T))
        gb.insert(0, 1. / m * np.sum(d, axis=1, keepdims=True))
        if k > 1:
            d = theta[0][k].T.dot(d) * g_prime(a[k - 1])
    gW.insert(0, None)
    gb.insert(0, None)
    return Parameters(gW, gb)
