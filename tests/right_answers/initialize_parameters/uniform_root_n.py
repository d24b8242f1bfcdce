# Uniform between ±1/√n, as a well-known library does.
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        n_in, n_out = sizes[k - 1], sizes[k]
        W.append(rng.uniform(-1 / np.sqrt(n_in), 1 / np.sqrt(n_in), (n_out, n_in)))
        b.append(np.zeros((n_out, 1)))
    return Parameters(W, b)
