# Glorot's scheme: variance 2/(n_in + n_out).
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        n_in, n_out = sizes[k - 1], sizes[k]
        W.append(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in)))
        b.append(np.zeros((n_out, 1)))
    return Parameters(W, b)
