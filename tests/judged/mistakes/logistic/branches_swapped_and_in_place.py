# function: logistic
# truth: (1) The two stable forms are on the wrong sides, so e^a overflows to NaN for large a; (2) the results are written into the argument.
# judges: right, right
# says: a was changed by the call

def logistic(a):
    up = a >= 0
    down = ~up
    e = np.exp(a[up])
    a[up] = e / (1 + e)
    a[down] = 1 / (1 + np.exp(-a[down]))
    return a
