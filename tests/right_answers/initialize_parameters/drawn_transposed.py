# Drawn the other way round and transposed.
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        n_in, n_out = sizes[k - 1], sizes[k]
        W.append(rng.standard_normal((n_in, n_out)).T / n_in**0.5)
        b.append(np.zeros((n_out, 1)))
    return Parameters(W=W, b=b)
