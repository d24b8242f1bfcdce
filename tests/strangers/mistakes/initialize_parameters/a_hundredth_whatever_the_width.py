# function: initialize_parameters
# truth: The spread is 0.01 whatever the width.

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        W.append(rng.standard_normal((sizes[k], sizes[k - 1])) * 0.01)
        b.append(np.zeros((sizes[k], 1)))
    return Parameters(W, b)
