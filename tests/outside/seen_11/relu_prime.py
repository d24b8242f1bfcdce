# right

def relu_prime(a):
    return np.greater(a, 0).astype(int)
