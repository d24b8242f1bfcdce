# right

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L = len(W)
    m = len(y)
    total_w, total_b = [0]*L, [0]*L
    for j in range(m):
        pick = lambda t: t[:, [j]]
        e = np.zeros((len(y_hat), 1))
        e[y[j]][0] = 1
        da = -(e - pick(y_hat))
        for i in range(L - 1, 0, -1):
            total_w[i] = total_w[i] + da @ pick(h[i-1]).T
            total_b[i] = total_b[i] + da
            if i == 1:
                break
            dh = W[i].T @ da
            da = dh * g_prime(pick(a[i-1]))
    return Parameters([None] + [t/m for t in total_w[1:]], [None] + [t/m for t in total_b[1:]])
