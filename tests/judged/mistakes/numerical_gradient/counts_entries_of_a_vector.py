# function: numerical_gradient
# truth: A single running index is used as if x were a vector: for a matrix x[i] is a whole row, and i runs past the last one.
# judges: right, right
# says: Print the shape of the array just before that line. Rows are units, columns are examples. A partial derivative moves one entry, and all others stay at x. What moves in yours, and is it taken back?

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        step = np.zeros_like(x)
        step[i] = epsilon
        grad[i] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return grad
