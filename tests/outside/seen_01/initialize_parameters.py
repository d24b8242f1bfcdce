# wrong: biases drawn at random
# loses: test_initialize_parameters

def initialize_parameters(sizes, rng):
    Ws, bs = [None], [None]
    for below, here in zip(sizes[:-1], sizes[1:]):
        Ws.append(rng.normal(0, np.sqrt(2/(below + here)), (here, below)))
        bs.append(rng.normal(0, np.sqrt(1/here), (here, 1)))
    return Parameters(Ws, bs)
