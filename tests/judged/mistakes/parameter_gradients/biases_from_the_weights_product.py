# function: parameter_gradients
# truth: The biases' gradient is summed from grad_a h^T: the activations below have no place in it.
# judges: right, right
# says: h_{k−1} enters grad_b

def parameter_gradients(grad_a, h_below):
    batch_size = grad_a.shape[1]
    grad_W = np.dot(grad_a, h_below.T) / batch_size
    grad_b = np.sum(grad_W, axis=1, keepdims=True)
    return grad_W, grad_b
