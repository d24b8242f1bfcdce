# function: relu_prime
# truth: The ones and zeros are written into the argument itself instead of a new array.
# judges: right, right
# says: a was changed by the call

def relu_prime(a):
    positive = a > 0
    a[positive] = 1.0
    a[~positive] = 0.0
    return a
