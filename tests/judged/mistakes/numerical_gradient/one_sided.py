# function: numerical_gradient
# truth: Forward differences instead of central ones: the error is in proportion to epsilon.
# judges: right, right
# says: forward differences: the error falls with ε, not with ε²

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    base = f(x.copy())
    slopes = []
    for n in range(x.size):
        moved = x.flatten()
        moved[n] += epsilon
        slopes.append((f(moved.reshape(x.shape)) - base) / epsilon)
    return np.array(slopes, dtype=float).reshape(x.shape)
