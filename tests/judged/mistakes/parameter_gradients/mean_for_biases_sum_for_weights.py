# function: parameter_gradients
# truth: The weights' gradient is not divided by the number of examples; the biases' is.
# judges: right, right
# says: grad_W is a sum over the batch, grad_b a mean

def parameter_gradients(grad_a, h_below):
    dW = np.einsum("im,jm->ij", grad_a, h_below)
    db = np.mean(grad_a, axis=1)[:, np.newaxis]
    return dW, db
