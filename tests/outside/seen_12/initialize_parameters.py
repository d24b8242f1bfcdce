# wrong: flat random biases, spread 1
# loses: test_initialize_parameters

def initialize_parameters(sizes, rng):
    W = [rng.standard_normal((sizes[i], sizes[i+1])) for i in range(len(sizes) - 1)]
    b = [rng.standard_normal(sizes[i]) for i in range(1, len(sizes))]
    return Parameters([None] + [w.T for w in W], [None] + b)
