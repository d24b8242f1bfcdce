# right

def logistic_prime(a):
    return logistic(a)*(1 - logistic(a))
