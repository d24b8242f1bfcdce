# function: parameter_gradients
# truth: * multiplies entry by entry where a matrix product belongs, so the shapes do not go together.
# judges: right, right
# says: Two shapes do not fit entry by entry. Print both, and write them under the formula. An example is a column.

def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    dW = (1 / m) * grad_a * h_below.T
    db = (1 / m) * np.sum(grad_a, axis=1, keepdims=True)
    return dW, db
