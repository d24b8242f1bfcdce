# function: output_gradient
# truth: It is divided by the number of examples, which belongs to the parameters' gradients only.
# judges: right, right
# says: already divided by m

def output_gradient(y_hat, y):
    k, m = y_hat.shape
    delta = y_hat - np.eye(k)[:, y]
    return delta / m
