def initialize_parameters(sizes, rng):
    return Parameters([None], [None])
