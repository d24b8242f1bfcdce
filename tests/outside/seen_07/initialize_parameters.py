# wrong: spread 1 whatever the width
# loses: test_initialize_parameters

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    before = sizes[0]
    for size in sizes[1:]:
        W.append(rng.normal(loc=0, scale=1.0, size=(size, before)))
        b.append(np.zeros((size, 1)))
        before = size
    return Parameters(W, b)
