# function: relative_error
# truth: The largest difference is divided by the largest sum, instead of entry by entry, and by the sum instead of the larger one.

def relative_error(analytic, numeric):
    diff = np.abs(np.subtract(analytic, numeric))
    total = np.abs(analytic) + np.abs(numeric)
    return diff.max() / total.max()
