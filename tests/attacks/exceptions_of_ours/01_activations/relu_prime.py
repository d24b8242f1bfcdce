def relu_prime(a):
    raise MemoryError
