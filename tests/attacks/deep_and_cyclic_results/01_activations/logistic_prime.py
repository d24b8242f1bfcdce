def logistic_prime(a):
    return deep
