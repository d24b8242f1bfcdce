# function: initialize_parameters
# truth: Weights are between 0 and 1: mean 1/2, whatever the width. / Biases are random, and flat: shape (n,).

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for i in range(1, len(sizes)):
        W.append(rng.random((sizes[i], sizes[i - 1])))
        b.append(rng.random((sizes[i], )))
    return Parameters(W, b)
