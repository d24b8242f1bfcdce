# right

def relu_prime(a):
    return np.full(a.shape, 1) - (a <= 0)
