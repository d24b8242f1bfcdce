def logistic_prime(a):
    return np.zeros_like(a)
