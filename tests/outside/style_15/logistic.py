# wrong: the trap that notebook 01 names: np.where computes both forms, and overflows with a warning
# loses: test_logistic_stable

def logistic(a):
    return np.where(a >= 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a)))
