# function: numerical_gradient
# truth: The step is fixed to 1e-4 inside; the argument epsilon is ignored.

def numerical_gradient(f, x, epsilon=1e-5):
    h = 1e-4
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        value = x[i]
        x[i] = value + h
        upper = f(x.copy())
        x[i] = value - h
        lower = f(x.copy())
        grad[i] = (upper - lower) / (2 * h)
        x[i] = value
    return grad
