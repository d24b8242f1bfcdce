# function: back_propagation
# truth: The output's gradient is multiplied by 1 - y_hat^2.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    e, m = one_hot(y, y_hat.shape[0]), len(y)
    d = np.multiply(y_hat - e, 1 - y_hat ** 2)
    gW, gb = [], []
    for i in range(1, len(theta[0])):
        gW.append(np.dot(h[-i], d.T).T / m)
        gb.append(np.mean(d, axis=1, keepdims=True))
        if i < len(theta[0]) - 1:
            d = np.multiply(np.dot(theta[0][-i].T, d), g_prime(a[-i - 1]))
    gW.reverse()
    gb.reverse()
    return Parameters([None] + gW, [None] + gb)
