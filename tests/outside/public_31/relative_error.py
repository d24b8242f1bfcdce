# wrong: divided by the sum of the sizes, with a floor of 1e-8
# loses: test_relative_error

def relative_error(analytic, numeric):
    return np.max(np.abs(analytic - numeric) / np.maximum(1e-8, np.abs(analytic) + np.abs(numeric)))
