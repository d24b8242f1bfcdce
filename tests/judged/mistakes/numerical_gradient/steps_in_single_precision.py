# function: numerical_gradient
# truth: The point is kept in float32, where a step of 0.00001 is mostly rounding.
# judges: right, right
# says: x is moved in single precision: a step of 1e-5 is half lost

def numerical_gradient(f, x, epsilon=1e-5):
    point = np.array(x, dtype=np.float32)
    result = np.zeros(point.shape, dtype=np.float64)
    for i, _ in np.ndenumerate(point):
        right, left = point.copy(), point.copy()
        right[i] += epsilon
        left[i] -= epsilon
        result[i] = (float(f(right)) - float(f(left))) / (2 * epsilon)
    return result
