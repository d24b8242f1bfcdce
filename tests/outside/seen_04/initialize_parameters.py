# wrong: biases random, and flat (n,)
# loses: test_initialize_parameters

def initialize_parameters(sizes, rng):
    W, b = [None]*len(sizes), [None]*len(sizes)
    for i in range(1, len(sizes)):
        r = np.sqrt(3/sizes[i-1])
        W[i] = rng.uniform(low=-r, high=r, size=(sizes[i], sizes[i-1]))
        b[i] = rng.uniform(low=-r, high=r, size=(sizes[i]))
    return Parameters(W, b)
