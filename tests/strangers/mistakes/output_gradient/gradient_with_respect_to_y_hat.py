# function: output_gradient
# truth: That is the (binary) loss's gradient with respect to y_hat, not yet with respect to a_L.

def output_gradient(y_hat, y):
    e = one_hot(y, y_hat.shape[0])
    return -(np.divide(e, y_hat) - np.divide(1 - e, 1 - y_hat))
