# function: initialize_parameters
# truth: The weights are zeros and not drawn at random.
# judges: right, right
# says: units of layer 1 start with the same weights

def initialize_parameters(sizes, rng):
    pairs = list(zip(sizes[1:], sizes))
    W = [np.zeros(pair) for pair in pairs]
    b = [np.zeros((n, 1)) for n, _ in pairs]
    return Parameters([None] + W, [None] + b)
