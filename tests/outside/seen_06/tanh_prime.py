# right

def tanh_prime(a):
    h = np.tanh(a)
    return 1 - h*h
