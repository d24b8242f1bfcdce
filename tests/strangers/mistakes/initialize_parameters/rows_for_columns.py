# function: initialize_parameters
# truth: Weights are (n_below, n_k) and biases (1, n_k): laid out for an example a row.

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for below, n in zip(sizes[:-1], sizes[1:]):
        W.append(rng.standard_normal((below, n)) * np.sqrt(2 / below))
        b.append(np.zeros((1, n)))
    return Parameters(W, b)
