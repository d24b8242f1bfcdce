# function: logistic_prime
# truth: The factor s is missing: 1 - s instead of s(1 - s).
# judges: right, right
# says: 1 − g: a factor is missing

def logistic_prime(a):
    s = logistic(a)
    return 1 * (1 - s)
