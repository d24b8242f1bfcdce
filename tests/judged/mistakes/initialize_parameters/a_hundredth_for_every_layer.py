# function: initialize_parameters
# truth: Every layer is scaled by 0.01, whatever the number of its inputs, instead of by 1/sqrt(n_{k-1}).
# judges: right, right

def initialize_parameters(sizes, rng):
    W = [None]
    b = [None]
    for l in range(1, len(sizes)):
        W += [rng.standard_normal((sizes[l], sizes[l - 1])) * 0.01]
        b += [np.zeros((sizes[l], 1))]
    return Parameters(W, b)
