# function: relative_error
# truth: The mean difference over the mean size, instead of the largest entry-wise ratio.

def relative_error(analytic, numeric):
    a, n = np.array(analytic), np.array(numeric)
    return np.mean(np.abs(a - n)) / np.mean(np.abs(a))
