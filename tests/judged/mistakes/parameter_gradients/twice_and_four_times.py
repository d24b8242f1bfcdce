# function: parameter_gradients
# truth: (1) The weights' gradient has a factor 2; (2) the biases' gradient has 4/m instead of 1/m.
# judges: right, right
# marked it says: two things at once: both are twice as large; and grad_b is twice as large

def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    dW = 1.0 / m * np.dot(grad_a, h_below.T) * 2
    db = 4.0 / m * np.sum(grad_a, axis=1, keepdims=True)
    return dW, db
