# function: numerical_gradient
# truth: All entries are moved at once; one number comes out instead of an array of partial derivatives.

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    return (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
