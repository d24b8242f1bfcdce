# function: initialize_parameters
# mistake: `return` stands one indent too deep: only the first layer is there

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for below, here in zip(sizes, sizes[1:]):
        W.append(rng.normal(0, 1 / np.sqrt(below), (here, below)))
        b.append(np.zeros((here, 1)))
        return Parameters(W, b)
