# function: initialize_parameters
# truth: A new generator with a fixed seed is made for each layer, so rng is never drawn from and its seed decides nothing.
# judges: right, right
# says: W[1] is the same for every rng

def initialize_parameters(sizes, rng):
    def layer(n_in, n_out):
        gen = np.random.default_rng(13579)
        return gen.normal(0.0, n_in ** -0.5, size=(n_out, n_in)), np.zeros((n_out, 1))

    layers = [layer(i, o) for i, o in zip(sizes, sizes[1:])]
    W, b = zip(*layers)
    return Parameters([None, *W], [None, *b])
