# function: initialize_parameters
# truth: Weights are drawn from [0, 1/n): their mean is not 0.

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        W.append(rng.random((sizes[k], sizes[k - 1])) / sizes[k])
        b.append(np.zeros((sizes[k], 1)))
    return Parameters(W, b)
