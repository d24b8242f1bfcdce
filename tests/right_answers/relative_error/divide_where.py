# np.divide with where, and a 0-d result.
def relative_error(analytic, numeric):
    a, n = np.asarray(analytic, float), np.asarray(numeric, float)
    larger = np.maximum(abs(a), abs(n))
    errors = np.divide(abs(a - n), larger, out=np.zeros_like(larger), where=larger != 0)
    return np.asarray(errors).max()
