# function: numerical_gradient
# truth: A flat number 0 ... size-1 indexes the first axis of x: IndexError for a matrix.

def numerical_gradient(f, x, epsilon=1e-5):
    z = np.array(x, dtype=float)
    grad = np.zeros_like(z)
    for n in range(z.size):
        was = z[n].copy()
        z[n] = was + epsilon
        f_up = f(z)
        z[n] = was - epsilon
        f_down = f(z)
        grad[n] = (f_up - f_down) / (2 * epsilon)
        z[n] = was
    return grad
