# function: relative_error
# truth: The scale is the analytic gradient alone, not the larger of the two.

def relative_error(analytic, numeric):
    a, n = np.atleast_1d(analytic), np.atleast_1d(numeric)
    scale = np.abs(a)
    scale = np.where(scale == 0, np.abs(n), scale)
    scale = np.where(scale == 0, 1.0, scale)
    return float(np.max(np.abs(n - a) / scale))
