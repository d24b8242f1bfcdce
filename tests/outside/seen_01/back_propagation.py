# right

def back_propagation(theta, h, a, y_hat, y, g_prime):
    n_hidden = len(theta[0]) - 2
    m = y_hat.shape[1]
    truth = np.zeros_like(y_hat)
    truth[y, range(m)] = 1
    d_lin, d_act, gW, gb = {}, {}, {}, {}
    d_lin[n_hidden + 1] = 1/m * -(truth - y_hat)
    for i in range(n_hidden, -1, -1):
        gW[i + 1] = np.matmul(d_lin[i + 1], np.transpose(h[i]))
        gb[i + 1] = np.sum(d_lin[i + 1], axis=1, keepdims=True)
        d_act[i] = np.matmul(np.transpose(theta[0][i + 1]), d_lin[i + 1])
        if i == 0:
            break
        d_lin[i] = g_prime(a[i]) * d_act[i]
    L = n_hidden + 1
    return Parameters([None] + [gW[k] for k in range(1, L + 1)], [None] + [gb[k] for k in range(1, L + 1)])
