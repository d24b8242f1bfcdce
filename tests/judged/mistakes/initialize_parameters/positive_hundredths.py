# function: initialize_parameters
# truth: (1) Draws from 0 to 1, so the mean is not 0; (2) a factor 0.01 instead of 1/sqrt(n_{k-1}).
# judges: right, right
# says: Which distribution do you draw from, and around which number does it lie?

def initialize_parameters(sizes, rng):
    W = {}
    b = {}
    for k, (n_x, n_h) in enumerate(zip(sizes, sizes[1:]), start=1):
        W[k] = rng.random((n_h, n_x)) * 0.01
        b[k] = np.zeros((n_h, 1))
    return Parameters([None] + list(W.values()), [None] + list(b.values()))
