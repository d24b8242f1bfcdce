# wrong: exp overflows for large negative a
# loses: test_logistic_stable

def logistic(a):
    v = 1 + np.exp(-1*(a + 0))
    return 1/v
