# function: initialize_parameters
# truth: The biases are drawn from a normal distribution instead of being 0.
# judges: right, right
# says: the biases do not start at 0

def initialize_parameters(sizes, rng):
    W = [rng.standard_normal((x, y)) / np.sqrt(y) for x, y in zip(sizes[1:], sizes[:-1])]
    b = [rng.standard_normal((n, 1)) for n in sizes[1:]]
    return Parameters([None, *W], [None, *b])
