# function: relu_prime
# truth: The mask is multiplied by a: a where a > 0, not 1.

def relu_prime(a):
    return a * (a > 0)
