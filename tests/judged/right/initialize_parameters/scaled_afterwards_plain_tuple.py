# divides by the root afterwards; a plain tuple
def initialize_parameters(sizes, rng):
    W = [None] + [rng.standard_normal((n, p)) / p ** 0.5 for p, n in zip(sizes[:-1], sizes[1:])]
    b = [None] + [np.zeros(n).reshape(-1, 1) for n in sizes[1:]]
    return W, b
