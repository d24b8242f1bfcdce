# np.nditer with a multi-index, on its own copy.
def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=np.float64)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + epsilon
        above = f(x)
        x[i] = old - epsilon
        below = f(x)
        x[i] = old
        grad[i] = (above - below) / (2 * epsilon)
        it.iternext()
    return grad
