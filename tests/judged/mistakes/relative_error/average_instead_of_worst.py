# function: relative_error
# truth: The mean over the entries instead of the largest.
# judges: right, right
# says: the mean instead of the largest

def relative_error(analytic, numeric):
    pairs = zip(np.ravel(analytic), np.ravel(numeric))
    errors = []
    for p, q in pairs:
        scale = np.maximum(abs(p), abs(q))
        errors.append(0.0 if scale == 0 else abs(p - q) / scale)
    return float(np.mean(errors))
