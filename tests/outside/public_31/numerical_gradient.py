# right

def numerical_gradient(f, x, epsilon=1e-5):
    x = np.asarray(x).astype("float64")
    slopes = np.zeros_like(x)
    walk = np.nditer(x, flags=["multi_index", "zerosize_ok"], op_flags=["readwrite"])
    for _ in walk:
        at = walk.multi_index
        before = x[at]
        x[at] = before + epsilon
        above = f(x)
        x[at] = before - epsilon
        below = f(x)
        x[at] = before
        slopes[at] = (above - below) / (2 * epsilon)
    return slopes
