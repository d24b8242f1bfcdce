# wrong: exp overflows for large negative a
# loses: test_logistic_stable

def logistic(a):
    return 1.0/(1.0 + np.exp(-a))
