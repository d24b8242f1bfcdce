# function: initialize_parameters
# mistake: weights for examples in rows

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for below, here in zip(sizes, sizes[1:]):
        W.append(rng.normal(0, 1 / np.sqrt(below), (below, here)))
        b.append(np.zeros((1, here)))
    return Parameters(W, b)
