# right

def relu_prime(a):
    fx = relu(a)
    return np.where(fx > 0, 1.0, 0.0)
