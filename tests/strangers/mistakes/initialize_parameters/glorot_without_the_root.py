# function: initialize_parameters
# truth: The root is missing: the limit is 6/(a + b), so the weights are far too small in wide layers. / Biases are drawn at random.

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for i in range(len(sizes) - 1):
        limit = 6 / (sizes[i + 1] + sizes[i])
        W.insert(i + 1, rng.uniform(low=-limit, high=limit, size=(sizes[i + 1], sizes[i])))
        b.insert(i + 1, rng.uniform(low=-limit, high=limit, size=(sizes[i + 1], 1)))
    return Parameters(W, b)
