# function: squared_error
# mistake: ^ is no power in Python

def squared_error(y_hat, target):
    return np.sum((y_hat - target) ^ 2) / (2 * y_hat.shape[1])
