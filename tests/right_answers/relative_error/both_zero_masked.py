# Only the entries where not both are 0.
def relative_error(analytic, numeric):
    a, n = np.ravel(np.asarray(analytic, float)), np.ravel(np.asarray(numeric, float))
    some = (a != 0) | (n != 0)
    if not some.any():
        return 0.0
    a, n = a[some], n[some]
    return np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n)))
