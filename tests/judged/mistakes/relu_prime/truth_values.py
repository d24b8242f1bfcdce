# function: relu_prime
# truth: True and False are returned instead of numbers.
# judges: right, right
# says: the result holds True and False in place of numbers

def relu_prime(a):
    return np.greater(a, 0)
