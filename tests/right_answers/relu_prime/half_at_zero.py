# The derivative at 0 is called ½.
def relu_prime(a):
    return np.heaviside(a, 0.5)
