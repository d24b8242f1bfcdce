# function: numerical_gradient
# mistake: `return` stands one indent too deep: only the first entry has been moved

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + epsilon
        above = f(x)
        x[i] = kept - epsilon
        gradient[i] = (above - f(x)) / (2 * epsilon)
        x[i] = kept
        return gradient
