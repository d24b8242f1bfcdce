# wrong: random biases and spread whatever the width
# loses: test_initialize_parameters

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for d, n in zip(sizes[:-1], sizes[1:]):
        W.append(rng.uniform(-1, 1, [n, d]))
        b.append(rng.uniform(-1, 1, [n, 1]))
    return Parameters(W, b)
