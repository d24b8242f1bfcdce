# right

def logistic_prime(a):
    s = logistic(a)
    return s * (1 - s)
