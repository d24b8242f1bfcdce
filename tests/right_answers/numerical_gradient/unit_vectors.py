# Steps along the rows of a unit matrix, on a flat copy.
def numerical_gradient(f, x, epsilon=1e-5):
    shape = np.shape(x)
    flat = np.asarray(x, dtype=float).ravel()
    steps = np.eye(flat.size) * epsilon
    slopes = [(f((flat + s).reshape(shape)) - f((flat - s).reshape(shape))) / (2 * epsilon) for s in steps]
    return np.array(slopes, dtype=float).reshape(shape)
