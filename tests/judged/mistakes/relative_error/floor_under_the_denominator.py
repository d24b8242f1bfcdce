# function: relative_error
# truth: 1e-7 is added to the denominator, so gradients that small look right however wrong they are.
# judges: right, right
# says: A relative error knows no unit. By what is the difference divided?

def relative_error(analytic, numeric):
    a = np.asarray(analytic, dtype=float)
    n = np.asarray(numeric, dtype=float)
    norm = np.maximum(np.abs(a), np.abs(n)) + 1e-7
    return np.max(np.abs(a - n) / norm)
