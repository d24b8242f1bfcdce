# function: parameter_gradients
# truth: Divided by the number of units below, not of examples.

def parameter_gradients(grad_a, h_below):
    samples = len(h_below)
    gW = (1 / samples) * grad_a.dot(h_below.T)
    gb = (1 / samples) * np.sum(grad_a, axis=1, keepdims=True)
    return gW, gb
