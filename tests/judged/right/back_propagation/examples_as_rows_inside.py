# works with an example a row, and transposes at the end
def back_propagation(theta, h, a, y_hat, y, g_prime):
    V = [None if w is None else w.T for w in theta[0]]
    m = len(y)
    delta = y_hat.T - np.eye(y_hat.shape[0])[y]
    dV, db = [None] * len(V), [None] * len(V)
    for k in range(len(V) - 1, 0, -1):
        dV[k] = (h[k - 1] @ delta / m).T
        db[k] = delta.mean(axis=0).reshape(-1, 1)
        if k > 1:
            delta = (delta @ V[k].T) * g_prime(a[k - 1]).T
    return dV, db
