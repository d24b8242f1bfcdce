# function: relu_prime
# truth: Only entries equal to 0 get slope 0; that test is for relu's output, and a negative pre-activation gets 1 here.
# judges: right, right
# says: 1 everywhere

def relu_prime(a):
    slope = np.ones_like(a)
    slope[a == 0] = 0
    return slope
