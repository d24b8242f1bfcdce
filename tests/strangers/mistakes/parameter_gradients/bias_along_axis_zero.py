# function: parameter_gradients
# truth: The bias gradient is summed along axis 0, over the units. / Nothing is divided by m.

def parameter_gradients(grad_a, h_below):
    gW = np.dot(grad_a, h_below.T)
    gb = np.sum(grad_a, axis=0, keepdims=True)
    return gW, gb
