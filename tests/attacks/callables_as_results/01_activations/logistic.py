def logistic(a):
    return lambda *arguments: 0.5
