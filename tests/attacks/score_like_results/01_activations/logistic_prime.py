def logistic_prime(a):
    return True
