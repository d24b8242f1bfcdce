# np.heaviside, one half at 0
def relu_prime(a):
    return np.heaviside(a, 0.5)
