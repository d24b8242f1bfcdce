# Uniform, of variance 1/n.
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        n_in, n_out = sizes[k - 1], sizes[k]
        W.append(rng.uniform(-1, 1, (n_out, n_in)) * np.sqrt(3 / n_in))
        b.append(np.zeros((n_out, 1)))
    return Parameters(W, b)
