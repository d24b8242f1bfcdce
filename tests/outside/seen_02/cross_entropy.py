# right

def cross_entropy(y_hat, y):
    total = 0
    for j in range(y_hat.shape[1]):
        p = y_hat[:, j].reshape(-1, 1)
        e = np.zeros(p.shape)
        e[y[j]] = 1
        total += -np.sum(e * np.log(p + 1e-9))
    return total / y_hat.shape[1]
