# function: initialize_parameters
# mistake: np.random is used in place of rng

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for below, here in zip(sizes, sizes[1:]):
        W.append(np.random.randn(here, below) / np.sqrt(below))
        b.append(np.zeros((here, 1)))
    return Parameters(W, b)
