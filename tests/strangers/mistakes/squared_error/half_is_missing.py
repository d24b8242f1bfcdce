# function: squared_error
# truth: The half is missing.

def squared_error(y_hat, target):
    m = y_hat.shape[1]
    return np.sum((y_hat - target) ** 2) / m
