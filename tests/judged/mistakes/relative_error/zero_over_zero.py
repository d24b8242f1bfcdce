# function: relative_error
# truth: Entries where both are 0 are not taken care of: 0/0 gives NaN.
# judges: right, right
# says: inf or nan

def relative_error(analytic, numeric):
    a = np.array(analytic, dtype=float)
    n = np.array(numeric, dtype=float)
    biggest = np.where(np.abs(a) > np.abs(n), np.abs(a), np.abs(n))
    with np.errstate(all="ignore"):
        return float(np.max(np.abs(a - n) / biggest))
