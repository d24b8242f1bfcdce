def logistic(a):
    # the usual split: never the exponential of a large positive number
    a = np.array(a, dtype=float)
    small = np.exp(-np.abs(a))
    return np.where(a >= 0, 1 / (1 + small), small / (1 + small))
