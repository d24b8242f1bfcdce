# function: logistic_prime
# truth: The sign: g(g - 1) where g(1 - g) is meant.

def logistic_prime(a):
    s = logistic(a)
    return np.multiply(s, s - np.ones(s.shape))
