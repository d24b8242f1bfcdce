# function: squared_error
# truth: The mean is taken along axis 0 (over the classes): an array of m numbers comes back, not one number.

def squared_error(y_hat, target):
    return np.mean((y_hat - target) ** 2, axis=0) / 2
