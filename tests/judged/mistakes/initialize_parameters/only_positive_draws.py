# function: initialize_parameters
# truth: rng.random draws from 0 to 1, so all weights are positive and their mean is not 0.
# judges: right, right

def initialize_parameters(sizes, rng):
    weights, biases = [None], [None]
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
        weights.append(rng.random((fan_out, fan_in)) / np.sqrt(fan_in))
        biases.append(np.zeros((fan_out, 1)))
    return Parameters(weights, biases)
