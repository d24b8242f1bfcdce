# function: logistic
# truth: The power -a is taken of 1 + e as a whole, instead of 1 plus e to the power -a.
# judges: right, right
# says: your g(a) and g(−a) do not add up to 1

def logistic(a):
    base = 1 + np.e
    return 1 / base ** (-a)
