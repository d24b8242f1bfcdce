# function: tanh_prime
# truth: The square is missing: 1 - tanh(a).

def tanh_prime(a):
    return 1 - np.tanh(a)
