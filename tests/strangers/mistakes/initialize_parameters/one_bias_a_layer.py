# function: initialize_parameters
# truth: One bias for the whole layer: b_k has shape (1, 1). / It is drawn at random, not zero.

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        limit = np.sqrt(6 / (sizes[k - 1] + sizes[k]))
        W.append(rng.uniform(-limit, limit, (sizes[k], sizes[k - 1])))
        b.append(rng.normal(0, 0.1, (1, 1)))
    return Parameters(W, b)
