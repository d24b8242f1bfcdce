# function: relu_prime
# truth: An if on a whole array: it has no truth value (and one answer for all entries would be wrong).

def relu_prime(a):
    if a > 0:
        return np.ones(a.shape)
    return np.zeros(a.shape)
