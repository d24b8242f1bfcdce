def logistic(a):
    a *= 0
    a += 0.5
    return a
