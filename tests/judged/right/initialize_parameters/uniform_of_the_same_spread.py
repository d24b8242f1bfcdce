# uniform on +-sqrt(3/n)
def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        limit = np.sqrt(3 / fan_in)
        W.append(rng.uniform(-limit, limit, (fan_out, fan_in)))
        b.append(np.zeros((fan_out, 1)))
    return Parameters(W, b)
