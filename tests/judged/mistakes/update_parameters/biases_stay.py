# function: update_parameters
# truth: The biases are handed back as they were.
# judges: right, right
# says: the biases stay as they are

def update_parameters(theta, grads, eta):
    new_W = [None if w is None else w - eta * grads[0][k] for k, w in enumerate(theta[0])]
    new_b = [None if c is None else c.copy() for c in theta[1]]
    return Parameters(new_W, new_b)
