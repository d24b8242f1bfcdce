def tanh_prime(a):
    return np.zeros(np.shape(a), dtype="datetime64[s]")
