# function: logistic_prime
# truth: The sign is wrong: s(s - 1) is minus the slope.
# judges: right, right
# says: g(g − 1): negative

def logistic_prime(a):
    s = logistic(a)
    return s * (s - 1)
