# function: initialize_parameters
# truth: The same width is counted twice: 1/(n_k + n_k), the layer below does not enter. / Biases are drawn at random.

def initialize_parameters(sizes, rng):
    W, B = [None], [None]
    for i in range(len(sizes) - 1):
        spread = np.sqrt(1 / (sizes[i + 1] + sizes[i + 1]))
        W.append(rng.standard_normal((sizes[i + 1], sizes[i])) * spread)
        B.append(rng.standard_normal((sizes[i + 1], 1)) * spread)
    return Parameters(W, B)
