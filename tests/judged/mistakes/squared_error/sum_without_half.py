# function: squared_error
# truth: (1) The factor one half is missing; (2) the sum over the examples is not divided by their number.
# judges: right, right
# says: the sum over the batch, and without the ½

def squared_error(y_hat, target):
    err = y_hat - target
    return np.einsum("ij,ij->", err, err)
