# He's scheme, for relu: variance 2/n.
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        n_in, n_out = sizes[k - 1], sizes[k]
        W.append(rng.standard_normal((n_out, n_in)) * np.sqrt(2 / n_in))
        b.append(np.zeros((n_out, 1)))
    return Parameters(W, b)
