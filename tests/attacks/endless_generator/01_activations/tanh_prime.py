def tanh_prime(a):
    while True:
        yield np.zeros(100_000)
