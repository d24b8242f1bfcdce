# function: numerical_gradient
# truth: epsilon is added to all entries at once, so every entry is the sum of all partial derivatives.
# judges: right, right
# says: every entry is the sum of all partial derivatives: all entries move at once

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    plus, minus = x + epsilon, x - epsilon
    J_plus, J_minus = f(plus), f(minus)
    return np.full(x.shape, (J_plus - J_minus) / (2 * epsilon))
