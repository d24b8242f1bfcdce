# wrong: 1 everywhere: the mask is taken of the ones
# loses: test_relu_prime

def relu_prime(a):
    v = np.ones(a.shape)
    v[v<=0] = 0
    return v
