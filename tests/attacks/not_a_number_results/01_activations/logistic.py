def logistic(a):
    return np.full(np.shape(a), np.nan)
