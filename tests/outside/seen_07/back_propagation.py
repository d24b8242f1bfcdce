# wrong: the biases' gradients have the wrong sign
# loses: test_back_propagation

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L, m = len(W) - 1, y_hat.shape[1]
    gW, gb = [None]*(L + 1), [None]*(L + 1)
    d = (y_hat - one_hot(y, y_hat.shape[0]))/m
    gW[L] = d @ h[L-1].T
    gb[L] = -np.sum(d, axis=1).reshape(-1, 1)
    for i in range(L - 1, 0, -1):
        d = (W[i+1].T @ d) * g_prime(a[i])
        gb[i] = -np.sum(d, axis=1).reshape(-1, 1)
        gW[i] = d @ h[i-1].T
    return Parameters(gW, gb)
