# function: back_propagation
# truth: Each activation layer divides by m on the way down. / The parameters' gradients themselves are sums.

def back_propagation(theta, h, a, y_hat, y, g_prime):
    gW, gb = [None] * len(theta[0]), [None] * len(theta[0])
    d = output_gradient(y_hat, y)
    for k in range(len(theta[0]) - 1, 0, -1):
        gW[k], gb[k] = d @ h[k - 1].T, d.sum(axis=1, keepdims=True)
        if k > 1:
            d = np.multiply(theta[0][k].T @ d, g_prime(a[k - 1])) / len(y)
    return Parameters(gW, gb)
