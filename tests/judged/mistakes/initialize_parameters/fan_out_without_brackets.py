# function: initialize_parameters
# truth: Brackets are missing: 2 / fan_in + fan_out instead of 2 / (fan_in + fan_out), so the spread is about sqrt(fan_out).
# judges: right, right
# says: The spread should fall as more inputs come in. On what does yours depend, and how?

def initialize_parameters(sizes, rng):
    W, b = [None], [None]
    for k in range(1, len(sizes)):
        fan_in, fan_out = sizes[k - 1], sizes[k]
        std = np.sqrt(2.0 / fan_in + fan_out)
        W.append(rng.normal(scale=std, size=(fan_out, fan_in)))
        b.append(np.zeros((fan_out, 1)))
    return Parameters(W, b)
