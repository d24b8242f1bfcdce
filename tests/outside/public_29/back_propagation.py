# right

def back_propagation(theta, h, a, y_hat, y, g_prime):
    n = len(y)
    dz = (y_hat.T - np.eye(len(y_hat))[y]) / n
    dW, db = [], []
    for layer in range(len(theta[0]) - 1, 0, -1):
        dW.insert(0, (h[layer - 1] @ dz).T)
        db.insert(0, dz.sum(axis=0)[:, np.newaxis])
        if layer > 1:
            dz = (dz @ theta[0][layer]) * g_prime(a[layer - 1]).T
    return Parameters([None] + dW, [None] + db)
