# np.divide with where
def relative_error(analytic, numeric):
    gap = np.atleast_1d(np.abs(np.subtract(analytic, numeric)))
    size = np.atleast_1d(np.maximum(np.abs(analytic), np.abs(numeric)))
    return np.divide(gap, size, out=np.zeros_like(gap, dtype=float), where=size > 0).max()
