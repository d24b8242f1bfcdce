# function: numerical_gradient
# mistake: the caller's x is moved, and not set back

def numerical_gradient(f, x, epsilon=1e-5):
    gradient = np.zeros(x.shape)
    moved = x
    for i in np.ndindex(x.shape):
        moved[i] += epsilon
        above = f(moved)
        moved[i] -= 2 * epsilon
        gradient[i] = (above - f(moved)) / (2 * epsilon)
    return gradient
