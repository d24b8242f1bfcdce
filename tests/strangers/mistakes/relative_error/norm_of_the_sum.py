# function: relative_error
# truth: The norm of the difference is divided by the norm of the sum a + n.

def relative_error(analytic, numeric):
    a = np.asarray(analytic, dtype=float).reshape(-1)
    n = np.asarray(numeric, dtype=float).reshape(-1)
    return np.linalg.norm(a - n) / np.linalg.norm(a + n)
