def logistic(a):
    return [Yes()] * len(a)
