# function: numerical_gradient
# truth: The difference of both sides is divided by epsilon instead of 2 epsilon, so it is twice too large.
# judges: right, right
# says: twice: divided by ε instead of 2ε

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    g = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = epsilon
        g[i] = (f(x + e) - f(x - e)) / epsilon
    return g
