# function: logistic_prime
# truth: a(1 - a): the formula for an activation is applied to the pre-activation; the logistic function itself is missing.

def logistic_prime(a):
    return a * (1.0 - a)
