# function: parameter_gradients
# truth: It is divided by the number of units, len(grad_a), instead of the number of examples.
# judges: right, right
# says: divided by n_k, the number of units, instead of m

def parameter_gradients(grad_a, h_below):
    m = len(grad_a)
    return np.dot(grad_a, h_below.T) / m, np.sum(grad_a, axis=1, keepdims=True) / m
