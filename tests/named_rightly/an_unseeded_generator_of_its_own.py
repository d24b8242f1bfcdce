# function: initialize_parameters
# mistake: an unseeded default_rng of its own is used in place of rng

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for below, here in zip(sizes, sizes[1:]):
        W.append(np.random.default_rng().normal(0, 1 / np.sqrt(below), (here, below)))
        b.append(np.zeros((here, 1)))
    return Parameters(W, b)
