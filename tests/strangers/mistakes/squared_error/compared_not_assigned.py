# function: squared_error
# truth: == compares where = assigns: the loss stays 0.

def squared_error(y_hat, target):
    loss = 0
    error = y_hat - target
    error = error ** 2
    loss == np.sum(error)
    loss = loss / 2
    return loss
