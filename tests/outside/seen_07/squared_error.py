# wrong: sum over the batch, no half: 2m times
# loses: test_squared_error

def squared_error(y_hat, target):
    return np.sum((target - y_hat)**2)
