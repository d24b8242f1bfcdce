# function: relative_error
# truth: (1) The mean over the entries instead of the largest; (2) 1e-7 is added to the denominator, which hides small gradients.
# judges: right, right
# says: it is smaller than the largest of the errors that your own function gives for the entries one by one

def relative_error(analytic, numeric):
    p, q = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    norm = np.maximum(np.abs(p), np.abs(q)) + 1e-7
    return float((np.abs(p - q) / norm).mean())
