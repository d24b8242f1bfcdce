# function: numerical_gradient
# truth: A moved copy is made, but f is evaluated at the unmoved x: every entry is 0.

def numerical_gradient(f, x, epsilon=1e-5):
    grad = np.zeros(np.shape(x))
    base = f(x)
    for idx in np.ndindex(*np.shape(x)):
        moved = np.array(x, dtype=float)
        moved[idx] = moved[idx] + epsilon
        up = f(x)
        grad[idx] = (up - base) / epsilon
    return grad
