def logistic(a):
    return np.array([[object()] * 3], dtype=object)
