# function: initialize_parameters
# mistake: W and b are one list

def initialize_parameters(sizes, rng):
    W = b = [None] * len(sizes)
    for k in range(1, len(sizes)):
        W[k] = rng.normal(0, 1 / np.sqrt(sizes[k - 1]), (sizes[k], sizes[k - 1]))
        b[k] = np.zeros((sizes[k], 1))
    return Parameters(W, b)
