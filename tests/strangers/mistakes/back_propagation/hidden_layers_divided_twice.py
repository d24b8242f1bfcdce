# function: back_propagation
# truth: The hidden gradient is multiplied by 1/m, and the parameters' gradients again.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    W, b = theta[0], theta[1]
    m, gW, gb = len(y), list(W), list(b)
    d = output_gradient(y_hat, y)
    k = len(W) - 1
    while k >= 1:
        gW[k] = 1 / m * np.dot(d, h[k - 1].T)
        gb[k] = 1 / m * np.sum(d, axis=1, keepdims=True)
        if k > 1:
            d = 1 / m * np.multiply(np.dot(W[k].T, d), g_prime(a[k - 1]))
        k -= 1
    return Parameters(gW, gb)
