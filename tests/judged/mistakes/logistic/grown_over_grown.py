# function: logistic
# truth: e^a itself is formed, so for large a numerator and denominator are both inf and the quotient is NaN.
# judges: right, right
# marked it says: nan for large a: inf / inf
# in the notebook it says: overflow

def logistic(a):
    grown = np.exp(a)
    return grown / (grown + 1.0)
