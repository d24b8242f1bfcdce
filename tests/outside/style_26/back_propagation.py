# wrong: g_prime is not used: h(1-h), the logistic's, is written out
# loses: test_back_propagation

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, L = theta[0], len(theta[0]) - 1
    dW, db, d = [None] * (L + 1), [None] * (L + 1), output_gradient(y_hat, y)
    for k in range(L, 0, -1):
        dW[k], db[k] = parameter_gradients(d, h[k - 1])
        if k > 1:
            d = (W[k].T @ d) * h[k - 1] * (1 - h[k - 1])
    return Parameters(dW, db)
