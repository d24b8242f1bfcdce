# (1 - t)(1 + t)
def tanh_prime(a):
    t = np.tanh(a)
    return (1 - t) * (1 + t)
