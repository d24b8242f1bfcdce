# function: numerical_gradient
# truth: The loop runs over the first axis only: in a matrix a whole row is moved at once.

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.atleast_1d(np.array(x, dtype=float))
    result = np.zeros_like(x)
    for r in range(x.shape[0]):
        left, right = x.copy(), x.copy()
        right[r] += epsilon
        left[r] -= epsilon
        result[r] = (f(right) - f(left)) / (epsilon * 2)
    return result
