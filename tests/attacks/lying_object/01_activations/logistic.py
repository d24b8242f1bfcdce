def logistic(a):
    return [Yes()] * np.size(a)
