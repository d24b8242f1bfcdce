# wrong: g' of an array that is still 0: a constant
# loses: test_back_propagation

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W = theta[0]
    L, m = len(W) - 1, y_hat.shape[1]
    grad_layers = [0]*(L + 1)
    gW, gb = [None]*(L + 1), [None]*(L + 1)
    for layer in reversed(range(1, L + 1)):
        if layer == L:
            grad_layers[layer] = y_hat - one_hot(y, y_hat.shape[0])
        else:
            grad_layers[layer] = np.matmul(W[layer+1].T, grad_layers[layer+1]) * g_prime(np.array(grad_layers[layer], dtype=float))
        gW[layer] = (1/m) * np.matmul(grad_layers[layer], h[layer-1].T)
        gb[layer] = (1/m) * np.sum(grad_layers[layer], axis=1, keepdims=True)
    return Parameters(gW, gb)
