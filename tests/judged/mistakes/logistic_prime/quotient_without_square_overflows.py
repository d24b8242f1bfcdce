# function: logistic_prime
# truth: (1) The denominator is not squared; (2) e^(-a) overflows for very negative a, and inf/inf is NaN.
# judges: right, right
# says: your slope at a is another than at −a

def logistic_prime(a):
    e = np.exp(-a)
    top, bottom = e, 1 + e
    return top / bottom
