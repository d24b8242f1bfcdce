# rows of the identity
def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    steps = epsilon * np.eye(x.size)
    rise = [f(x + s.reshape(x.shape)) - f(x - s.reshape(x.shape)) for s in steps]
    return np.reshape(np.array(rise, dtype=float) / (2 * epsilon), x.shape)
