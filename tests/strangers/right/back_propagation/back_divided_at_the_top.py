# 1/m once, at the output
def back_propagation(theta, h, a, y_hat, y, g_prime):
    m = len(y)
    delta = y_hat.copy()
    delta[y, np.arange(m)] -= 1
    delta /= m
    dW, db = [], []
    for k in range(len(theta[0]) - 1, 0, -1):
        dW.insert(0, delta @ h[k - 1].T)
        db.insert(0, delta.sum(axis=1, keepdims=True))
        if k > 1:
            delta = (theta[0][k].T @ delta) * g_prime(a[k - 1])
    return Parameters([None] + dW, [None] + db)
