# function: output_gradient
# truth: Multiplied by y_hat.

def output_gradient(y_hat, y):
    delta = y_hat - one_hot(y, y_hat.shape[0])
    change = np.multiply(delta, y_hat)
    return change
