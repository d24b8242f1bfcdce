# Works in place, on an array of its own.
def logistic_prime(a):
    s = np.array(logistic(a))
    t = 1 - s
    s *= t
    return s
