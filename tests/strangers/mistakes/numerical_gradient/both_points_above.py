# function: numerical_gradient
# truth: The second point is moved up as well, so that the two values are equal and the gradient is 0.

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    out = np.empty_like(x)
    for idx, _ in np.ndenumerate(x):
        plus = x.copy()
        minus = x.copy()
        plus[idx] += epsilon
        minus[idx] += epsilon
        out[idx] = (f(plus) - f(minus)) / (2 * epsilon)
    return out
