# function: squared_error
# truth: The mean runs over all entries, so it is k times too small.

def squared_error(y_hat, target):
    error = 0.5 * np.mean((y_hat - target) ** 2)
    return error
