# function: initialize_parameters
# mistake: b_k has shape (n,)

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for below, here in zip(sizes, sizes[1:]):
        W.append(rng.normal(0, 1 / np.sqrt(below), (here, below)))
        b.append(np.zeros(here))
    return Parameters(W, b)
