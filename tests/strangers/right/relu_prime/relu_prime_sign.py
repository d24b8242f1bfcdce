# the sign of relu
def relu_prime(a):
    return np.sign(relu(a))
