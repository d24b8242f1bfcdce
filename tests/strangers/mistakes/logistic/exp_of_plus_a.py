# function: logistic
# truth: The exponent has the wrong sign: e^a where e^(-a) is meant, so 1 - g(a) comes out.

def logistic(a):
    return 1.0 / (1.0 + np.exp(a))
