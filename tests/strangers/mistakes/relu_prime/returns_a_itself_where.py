# function: relu_prime
# truth: a itself is returned where it is positive (that is ReLU, not its slope).

def relu_prime(a):
    slope = np.where(a < 0, 0, a)
    return slope
