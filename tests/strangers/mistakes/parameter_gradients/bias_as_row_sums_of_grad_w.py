# function: parameter_gradients
# truth: The bias gradient is the row sums of grad_W: h_below does not belong in it.

def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    grad_W = (1 / m) * np.dot(grad_a, h_below.T)
    grad_b = np.sum((1 / m) * np.dot(grad_a, h_below.T), axis=1, keepdims=True)
    return grad_W, grad_b
