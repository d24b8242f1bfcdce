# function: numerical_gradient
# truth: A forward difference. / The step is scaled by the largest entry of x; epsilon alone is to be used.

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    step = epsilon * np.max(np.abs(x))
    start = f(x.copy())
    d = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        y = x.copy()
        y[i] += step
        d[i] = (f(y) - start) / step
    return d
