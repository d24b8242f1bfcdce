# function: numerical_gradient
# truth: An array of integers is copied as integers: the step is cut off, and so is the gradient.
# judges: right, right
# says: By how much should an entry move, each way?

def numerical_gradient(f, x, epsilon=1e-5):
    grad = np.zeros_like(x)
    point = np.array(x)
    it = np.nditer(point, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        keep = point[idx].copy()
        point[idx] = keep + epsilon
        upper = f(point.copy())
        point[idx] = keep - epsilon
        lower = f(point.copy())
        grad[idx] = (upper - lower) / (2 * epsilon)
        point[idx] = keep
        it.iternext()
    return grad
