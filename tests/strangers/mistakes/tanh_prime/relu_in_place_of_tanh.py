# function: tanh_prime
# truth: relu(a) stands where tanh(a) is meant.

def tanh_prime(a):
    return 1 - relu(a) ** 2
