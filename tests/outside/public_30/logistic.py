# wrong: the exponential overflows for large negative numbers, with a warning
# loses: test_logistic_stable

def logistic(a):
    return np.reciprocal(1.0 + np.exp(-a))
