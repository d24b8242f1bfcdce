def tanh_prime(a):
    return np
