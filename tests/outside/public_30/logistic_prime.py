# right

def logistic_prime(a):
    e = np.exp(-np.abs(a))
    return e / np.square(1 + e)
