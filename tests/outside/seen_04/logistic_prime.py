# right

def slope_from_value(fx, x):
    return (1.0 - fx) * fx

def logistic_prime(a):
    return slope_from_value(logistic(a), a)
