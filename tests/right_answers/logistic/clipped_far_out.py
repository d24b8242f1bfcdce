# Clips where the result has long been 0 or 1 to within rounding.
def logistic(a):
    return 1 / (1 + np.exp(-np.clip(a, -709, 709)))
