# function: initialize_parameters
# mistake: a default_rng of its own is used in place of rng

def initialize_parameters(sizes, rng):
    rng = np.random.default_rng(0)
    W, b = [None], [None]
    for below, here in zip(sizes, sizes[1:]):
        W.append(rng.normal(0, 1 / np.sqrt(below), (here, below)))
        b.append(np.zeros((here, 1)))
    return Parameters(W, b)
