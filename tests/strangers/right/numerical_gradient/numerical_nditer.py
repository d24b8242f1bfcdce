# nditer on a copy, entry moved up and down and put back
def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=np.float64)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        old = x[ix]
        x[ix] = old + epsilon
        plus = f(x.copy())
        x[ix] = old - epsilon
        minus = f(x.copy())
        x[ix] = old
        grad[ix] = (plus - minus) / (2 * epsilon)
        it.iternext()
    return grad
