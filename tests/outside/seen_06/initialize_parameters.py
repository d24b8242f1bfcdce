# wrong: biases drawn at random
# loses: test_initialize_parameters

import math

def xavier(prev, num, rng):
    lo, hi = -math.sqrt(6.0/(num + prev)), math.sqrt(6.0/(num + prev))
    return rng.uniform(lo, hi, size=(prev, num)), rng.uniform(lo, hi, size=(1, num))

def initialize_parameters(sizes, rng):
    pairs = [xavier(sizes[i-1], sizes[i], rng) for i in range(1, len(sizes))]
    return Parameters([None] + [w.T for w, _ in pairs], [None] + [b.T for _, b in pairs])
