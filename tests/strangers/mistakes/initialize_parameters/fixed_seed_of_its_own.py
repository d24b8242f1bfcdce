# function: initialize_parameters
# truth: A fixed seed of its own: rng is not used, every network is the same.

def initialize_parameters(sizes, rng):
    np.random.seed(4)
    W = [None] + [np.random.randn(sizes[i], sizes[i - 1]) / np.sqrt(sizes[i - 1]) for i in range(1, len(sizes))]
    b = [None] + [np.zeros((n, 1)) for n in sizes[1:]]
    return Parameters(W, b)
