# wrong: leaky
# loses: test_relu_prime

def relu_prime(a):
    return (a > 0)*(np.ones(np.shape(a))) + (a < 0)*(0.01*np.ones(np.shape(a)))
