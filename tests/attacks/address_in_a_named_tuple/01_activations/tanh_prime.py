def tanh_prime(a):
    return named(shape=np.shape(a), ndim=2, dtype="f8", argmax=tanh_prime, sum=tanh_prime)
