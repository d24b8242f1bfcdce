# negative indices, an example at a time
def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    n = len(W)
    sumW = [np.zeros(w.shape) for w in W[1:]]
    sumb = [np.zeros(b.shape) for b in theta[1][1:]]
    for i in range(len(y)):
        e = np.zeros((y_hat.shape[0], 1))
        e[y[i]] = 1.0
        delta = y_hat[:, i:i + 1] - e
        sumb[-1] += delta
        sumW[-1] += np.dot(delta, h[-1][:, i:i + 1].T)
        for l in range(2, n):
            delta = np.dot(W[-l + 1].T, delta) * g_prime(a[-l][:, i:i + 1])
            sumb[-l] += delta
            sumW[-l] += np.dot(delta, h[-l][:, i:i + 1].T)
    return Parameters([None] + [w / len(y) for w in sumW], [None] + [b / len(y) for b in sumb])
