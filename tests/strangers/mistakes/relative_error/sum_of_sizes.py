# function: relative_error
# truth: The scale is |a| + |n| (floored at 1e-8) instead of max(|a|, |n|).

def relative_error(analytic, numeric):
    gap = np.abs(np.asarray(analytic) - np.asarray(numeric))
    return np.max(gap / np.maximum(1e-8, np.abs(analytic) + np.abs(numeric)))
