# function: numerical_gradient
# truth: The difference is the wrong way round, below minus above: the sign of the gradient is turned.

def numerical_gradient(f, x, epsilon=1e-5):
    work = np.array(x, dtype=float)
    grad = np.zeros_like(work)
    it = np.nditer(work, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        keep = work[i]
        work[i] = keep - epsilon
        low = f(work.copy())
        work[i] = keep + epsilon
        high = f(work.copy())
        work[i] = keep
        grad[i] = (low - high) / (2.0 * epsilon)
        it.iternext()
    return grad
