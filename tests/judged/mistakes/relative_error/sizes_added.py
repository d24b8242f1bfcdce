# function: relative_error
# truth: The denominator is |a| + |n| instead of the larger of the two.
# judges: right, right
# says: divided by |a| + |n| instead of the larger

def relative_error(analytic, numeric):
    x, y = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    total = np.abs(x) + np.abs(y)
    ratio = np.divide(np.abs(x - y), total, out=np.zeros_like(total), where=total != 0)
    return float(np.max(ratio))
