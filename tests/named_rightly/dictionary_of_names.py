# function: initialize_parameters
# mistake: a dictionary of "W1", "b1", …

def initialize_parameters(sizes, rng):
    theta = {}
    for k in range(1, len(sizes)):
        theta["W" + str(k)] = rng.normal(0, 1 / np.sqrt(sizes[k - 1]), (sizes[k], sizes[k - 1]))
        theta["b" + str(k)] = np.zeros((sizes[k], 1))
    return theta
