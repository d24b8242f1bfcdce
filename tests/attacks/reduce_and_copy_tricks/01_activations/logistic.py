def logistic(a):
    return np.array([Bomb()] * 3, dtype=object)
