# wrong: over the sum |a| + |n|, with something added
# loses: test_relative_error

def relative_error(analytic, numeric):
    x, y = np.asarray(analytic), np.asarray(numeric)
    return np.max(np.abs(x - y) / (np.abs(x) + np.abs(y) + 1e-8))
