# function: initialize_parameters
# truth: Biases are 1, not 0. / Weights are uniform on [-1, 1] whatever the width.

def initialize_parameters(sizes, rng):
    weights, biases = [None], [None]
    for below, n in zip(sizes, sizes[1:]):
        weights += [2 * rng.random((n, below)) - 1]
        biases += [np.ones((n, 1))]
    return Parameters(weights, biases)
