# flattened, unit vectors
def numerical_gradient(f, x, epsilon=1e-5):
    shape = np.shape(x)
    flat = np.array(x, dtype=float).ravel()
    steps = np.eye(flat.size) * epsilon
    values = [(f((flat + e).reshape(shape)) - f((flat - e).reshape(shape))) / (2 * epsilon) for e in steps]
    return np.array(values).reshape(shape)
