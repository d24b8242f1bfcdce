def tanh_prime(a):
    raise AssertionError
