# np.heaviside with 1 at 0
def relu_prime(a):
    return np.heaviside(a, 1)
