# wrong: random biases, spread 1
# loses: test_initialize_parameters

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for i in range(1, len(sizes)):
        W.append(rng.standard_normal((sizes[i], sizes[i-1])))
        b.append(rng.standard_normal((sizes[i], 1)))
    return Parameters(W, b)
