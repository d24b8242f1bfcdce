# zip of sizes
def initialize_parameters(sizes, rng):
    pairs = list(zip(sizes[:-1], sizes[1:]))
    return Parameters([None] + [rng.normal(0.0, n ** -0.5, (k, n)) for n, k in pairs], [None] + [np.zeros((k, 1)) for _, k in pairs])
