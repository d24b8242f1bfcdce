# function: back_propagation
# truth: The loop ends one layer too early: W_1 and b_1 keep a gradient of 0.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta
    L, m = len(W) - 1, len(y)
    gW = [None] + [np.zeros_like(w) for w in W[1:]]
    gb = [None] + [np.zeros_like(v) for v in b[1:]]
    delta = output_gradient(y_hat, y)
    gb[-1] = delta.mean(axis=1, keepdims=True)
    gW[-1] = np.dot(delta, h[-1].transpose()) / m
    for i in range(2, L):
        delta = np.dot(W[-i + 1].transpose(), delta) * g_prime(a[-i])
        gb[-i] = delta.mean(axis=1, keepdims=True)
        gW[-i] = np.dot(delta, h[-i].transpose()) / m
    return Parameters(gW, gb)
