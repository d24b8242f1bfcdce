# function: relative_error
# truth: The whole arrays are compared by their norms instead of entry by entry with the largest taken.
# judges: right, right
# says: one ratio of norms: a wrong small entry disappears behind the large ones

def relative_error(analytic, numeric):
    a, n = np.ravel(analytic).astype(float), np.ravel(numeric).astype(float)
    bigger = max(np.linalg.norm(a), np.linalg.norm(n))
    if bigger == 0:
        return 0.0
    return float(np.linalg.norm(a - n) / bigger)
