# tanh(a) = 2σ(2a) − 1, so tanh′(a) = 4σ′(2a).
def tanh_prime(a):
    return 4 * logistic_prime(2 * np.asarray(a))
