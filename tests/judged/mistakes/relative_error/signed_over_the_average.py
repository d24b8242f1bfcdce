# function: relative_error
# truth: (1) The difference has no absolute value; (2) the denominator is the average of |a| and |n| instead of the larger.
# judges: right, right
# says: two things at once: the sign is kept: too small a gradient looks perfect; and divided by the mean of |a| and |n| instead of the larger

def relative_error(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    size = (np.abs(a) + np.abs(n)) / 2
    size = np.where(size == 0, 1.0, size)
    return float(np.max((a - n) / size))
