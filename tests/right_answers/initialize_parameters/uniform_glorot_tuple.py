# Glorot's uniform scheme, in a plain tuple.
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        n_in, n_out = sizes[k - 1], sizes[k]
        W.append((2 * rng.random((n_out, n_in)) - 1) * np.sqrt(6 / (n_in + n_out)))
        b.append(np.zeros((n_out, 1)))
    return (W, b)
