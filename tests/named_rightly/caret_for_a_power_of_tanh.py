# function: tanh_prime
# mistake: ^ is no power in Python

def tanh_prime(a):
    return 1 - np.tanh(a) ^ 2
