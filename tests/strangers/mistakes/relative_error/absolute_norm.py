# function: relative_error
# truth: The norm of the difference: an absolute error, not divided by anything.

def relative_error(analytic, numeric):
    difference = np.asarray(analytic) - np.asarray(numeric)
    return np.sqrt(np.sum(difference ** 2))
