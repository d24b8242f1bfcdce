# uniform of the right spread
def initialize_parameters(sizes, rng):
    theta = {}
    for k in range(1, len(sizes)):
        r = np.sqrt(3 / sizes[k - 1])
        theta["W" + str(k)] = rng.uniform(-r, r, size=(sizes[k], sizes[k - 1]))
        theta["b" + str(k)] = np.zeros((sizes[k], 1))
    n = len(sizes)
    return Parameters([None] + [theta[f"W{k}"] for k in range(1, n)], [None] + [theta[f"b{k}"] for k in range(1, n)])
