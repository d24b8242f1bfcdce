# right

def logistic_prime(a):
    h = logistic(a)
    return h*(1-h)
