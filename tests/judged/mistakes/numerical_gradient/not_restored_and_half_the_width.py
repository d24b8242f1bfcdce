# function: numerical_gradient
# truth: (1) x itself is moved and never put back; (2) the difference of both sides is divided by epsilon, not 2 epsilon.
# judges: right, right
# says: x was changed by the call

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] = x[i] + epsilon
        a = f(x)
        x[i] = x[i] - epsilon - epsilon
        b = f(x)
        g[i] = (a - b) / epsilon
    return g
