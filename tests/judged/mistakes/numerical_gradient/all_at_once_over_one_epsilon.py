# function: numerical_gradient
# truth: (1) epsilon is added to all entries at once; (2) the difference of both sides is divided by epsilon instead of 2 epsilon.
# judges: right, right
# says: two things at once: every entry is the sum of all partial derivatives: all entries move at once; and twice: divided by ε instead of 2ε

def numerical_gradient(f, x, epsilon=1e-5):
    point = np.array(x, dtype=float)
    change = f(point + epsilon) - f(point - epsilon)
    return change / epsilon * np.ones(point.shape)
