# Shifts, exponentiates and divides its own copy in place.
def softmax(a):
    e = np.array(a, dtype=np.float64)
    e -= e.max(axis=0)
    np.exp(e, out=e)
    e /= e.sum(axis=0)
    return e
