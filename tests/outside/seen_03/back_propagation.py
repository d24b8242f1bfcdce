# wrong: g_prime is not used: the logistic's slope always
# loses: test_back_propagation

def back_propagation(theta, h, a, y_hat, y, g_prime):
    activation = "sigmoid"
    W = theta[0]
    L, m = len(W) - 1, y_hat.shape[1]
    gW, gb = [None] * (L + 1), [None] * (L + 1)
    grad_a = y_hat - one_hot(y, y_hat.shape[0])
    for k in reversed(range(1, L + 1)):
        gW[k] = np.dot(grad_a, h[k-1].T) / m
        gb[k] = np.sum(grad_a, axis=1, keepdims=True) / m
        if k > 1:
            gdash = 0
            if activation == "sigmoid":
                gdash = logistic(a[k-1]) * (1 - logistic(a[k-1]))
            grad_a = np.dot(W[k].T, grad_a) * gdash
    return Parameters(gW, gb)
