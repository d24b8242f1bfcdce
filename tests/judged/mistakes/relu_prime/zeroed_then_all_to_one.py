# function: relu_prime
# truth: (1) Negative entries are first set to 0 and then caught by >= 0, so every entry becomes 1; (2) all this happens in the argument itself.
# judges: right, right
# says: 1 everywhere

def relu_prime(a):
    z = a
    z[z < 0] = 0
    z[z >= 0] = 1
    return z
