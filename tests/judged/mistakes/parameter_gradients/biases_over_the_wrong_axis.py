# function: parameter_gradients
# truth: The biases' mean is taken over the units (axis 0) instead of the examples (axis 1).
# judges: right, right
# says: grad_W is right, grad_b is not

def parameter_gradients(grad_a, h_below):
    n_examples = h_below.shape[1]
    weight_part = np.matmul(grad_a, h_below.transpose()) / n_examples
    bias_part = grad_a.mean(axis=0).reshape(-1, 1)
    return weight_part, bias_part
