def logistic(a):
    return looked_up("logistic", a)
