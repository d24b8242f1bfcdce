def logistic(a):
    return cyclic
