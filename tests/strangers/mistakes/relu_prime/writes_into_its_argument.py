# function: relu_prime
# truth: The slopes are written into the caller's array of pre-activations.

def relu_prime(a):
    a[a >= 0] = 1
    a[a < 0] = 0
    return a
