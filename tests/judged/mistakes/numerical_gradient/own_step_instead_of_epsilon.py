# function: numerical_gradient
# truth: The step is a constant written inside; the argument epsilon is never used.
# judges: right, right
# says: the same step, whatever ε is given

def numerical_gradient(f, x, epsilon=1e-5):
    delta_x = 1e-7
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x1, x2 = x.copy(), x.copy()
        x1[i] = x[i] + delta_x
        x2[i] = x[i] - delta_x
        gradient[i] = (f(x1) - f(x2)) / (delta_x * 2)
    return gradient
