# σ − σ².
def logistic_prime(a):
    s = logistic(a)
    return s - s * s
