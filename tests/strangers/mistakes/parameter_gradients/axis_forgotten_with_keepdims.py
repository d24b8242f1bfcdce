# function: parameter_gradients
# truth: axis=1 is missing: keepdims alone gives the sum over everything, shape (1, 1).

def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    gW = np.dot(grad_a, h_below.T) / m
    gb = np.sum(grad_a, keepdims=True) / m
    return gW, gb
