# function: parameter_gradients
# truth: h_below is not transposed: the shapes do not fit.

def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    gW = np.dot(grad_a, h_below) / m
    gb = np.mean(grad_a, axis=1).reshape(-1, 1)
    return gW, gb
