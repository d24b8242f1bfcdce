# wrong: exp overflows for large negative a
# loses: test_logistic_stable

def logistic(a):
    return 1/(1 + np.exp(-a))
