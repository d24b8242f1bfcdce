# right

def initialize_parameters(sizes, rng):
    scale = lambda fan_in, fan_out: (6.0 / (fan_in + fan_out)) ** 0.5
    pairs = list(zip(sizes, sizes[1:]))
    weights = [rng.uniform(-scale(i, o), scale(i, o), (o, i)) for i, o in pairs]
    return Parameters([None, *weights], [None, *(np.zeros(o).reshape(-1, 1) for _, o in pairs)])
