# function: logistic
# truth: exp is Python's math.exp, which takes one number, not an array.

from math import exp

def logistic(a):
    bottom = 1 + exp(-a)
    return 1 / bottom
