# wrong: sum over the batch, and no half (seen in two sources)
# loses: test_squared_error

def squared_error(y_hat, target):
    return np.sum((y_hat - target) ** 2)
