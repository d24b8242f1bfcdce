# function: logistic
# truth: The parentheses around the denominator are missing: 1/1 + e^(-a) is computed.

def logistic(a):
    out = 1 / 1 + np.exp(-a)
    return out
