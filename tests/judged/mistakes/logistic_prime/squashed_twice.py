# function: logistic_prime
# truth: logistic is applied to its own output before the slope is taken, so it is g'(g(a)).
# judges: right, right
# says: g′(g(a)): the logistic acts twice

def _dsig(z):
    s = logistic(z)
    return np.multiply(s, 1 - s)

def logistic_prime(a):
    out = logistic(a)
    return _dsig(out)
