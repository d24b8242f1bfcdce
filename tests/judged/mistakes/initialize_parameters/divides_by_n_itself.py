# function: initialize_parameters
# truth: The variance 1/n is given as the spread: the square root is missing.
# judges: right, right

def initialize_parameters(sizes, rng):
    W, b = [None] * len(sizes), [None] * len(sizes)
    for k in range(1, len(sizes)):
        n_out, n_in = sizes[k], sizes[k - 1]
        variance = 1 / n_in
        W[k] = rng.normal(0, variance, (n_out, n_in))
        b[k] = np.zeros((n_out, 1))
    return Parameters(W, b)
