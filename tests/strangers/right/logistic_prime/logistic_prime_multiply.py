# np.multiply and np.subtract
def logistic_prime(a):
    s = logistic(a)
    return np.multiply(s, np.subtract(1, s))
