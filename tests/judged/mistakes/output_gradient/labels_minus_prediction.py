# function: output_gradient
# truth: The sign is wrong: e(y) - y_hat.
# judges: right, right
# says: e(y) − ŷ: the sign is turned round

def output_gradient(y_hat, y):
    return one_hot(y, y_hat.shape[0]) - y_hat
