# function: squared_error
# truth: The root is taken. / The half is missing.

def squared_error(y_hat, target):
    return np.sqrt(np.sum((target - y_hat) ** 2) / target.shape[1])
