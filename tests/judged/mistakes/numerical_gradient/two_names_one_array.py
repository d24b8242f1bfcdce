# function: numerical_gradient
# truth: up and down are one and the same array: the two steps cancel each other and the difference is 0.
# judges: right, right
# says: f is only ever asked at x itself

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = down = x.copy()
        up[i] += epsilon
        down[i] -= epsilon
        grad[i] = (f(up) - f(down)) / (2 * epsilon)
    return grad
