# function: parameter_gradients
# truth: The biases' gradients are added up over all units: np.sum has no axis.
# judges: right, right
# says: grad_b is one number

def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    dW = 1 / m * grad_a.dot(h_below.T)
    db = 1 / m * np.sum(grad_a)
    return dW, db
