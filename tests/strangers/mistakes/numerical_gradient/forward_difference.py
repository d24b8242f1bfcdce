# function: numerical_gradient
# truth: Forward differences, (f(x + e) - f(x)) / e, where central ones are asked for.

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    fx = f(x.copy())
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        z = x.copy()
        z[i] = z[i] + epsilon
        g[i] = (f(z) - fx) / epsilon
    return g
