# right
# unsure: s(1-s) is right; it is the clamp in logistic that shows far out

def logistic_prime(a):
    return logistic(a)*(1 - logistic(a))
