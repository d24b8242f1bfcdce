# Moves the caller's x and puts the old number back, where it may.
def numerical_gradient(f, x, epsilon=1e-5):
    if not (isinstance(x, np.ndarray) and x.dtype == np.float64):
        x = np.array(x, dtype=np.float64)
    gradient = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        kept = x[i].copy()
        x[i] = kept + epsilon
        up = f(x)
        x[i] = kept - epsilon
        down = f(x)
        x[i] = kept
        gradient[i] = 0.5 * (up - down) / epsilon
    return gradient
