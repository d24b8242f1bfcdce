def logistic_prime(a):
    return np.full(np.shape(a), np.inf)
