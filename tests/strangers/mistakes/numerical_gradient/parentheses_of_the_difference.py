# function: numerical_gradient
# truth: Parentheses around the difference are missing: only f(x - e) is divided by 2e.

def numerical_gradient(f, x, epsilon=1e-5):
    vector = np.array(x, dtype=float)
    approx = np.zeros(vector.shape)
    for i in np.ndindex(vector.shape):
        t = np.copy(vector)
        t[i] = vector[i] + epsilon
        J_plus = f(t)
        t = np.copy(vector)
        t[i] = vector[i] - epsilon
        J_minus = f(t)
        approx[i] = J_plus - J_minus / (2 * epsilon)
    return approx
