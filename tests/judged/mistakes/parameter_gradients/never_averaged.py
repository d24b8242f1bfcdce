# function: parameter_gradients
# truth: The sum over the batch, for weights and biases, is never divided by the number of examples.
# judges: right, right
# says: both are sums over the batch, not means

def parameter_gradients(grad_a, h_below):
    ones = np.ones((grad_a.shape[1], 1))
    return grad_a @ h_below.T, grad_a @ ones
