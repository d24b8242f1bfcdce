# right

def tanh_prime(a):
    t = np.tanh(a)
    return 1 - np.power(t, 2)
