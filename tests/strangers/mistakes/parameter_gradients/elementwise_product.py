# function: parameter_gradients
# truth: An elementwise product where the matrix product with the transpose is meant. / The bias gradient is summed along axis 0.

def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    gW = 1 / m * np.multiply(h_below, grad_a)
    gb = 1 / m * np.sum(grad_a, axis=0, keepdims=True)
    return gW, gb
