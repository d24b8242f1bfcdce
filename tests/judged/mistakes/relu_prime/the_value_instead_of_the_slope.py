# function: relu_prime
# truth: Where a > 0 it gives a itself (relu once more) instead of 1.
# judges: right, right
# says: the function itself

def relu_prime(a):
    d = np.array(a, dtype=float)
    d[d < 0] = 0
    return d
