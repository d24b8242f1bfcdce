# wrong: sum over the batch
# loses: test_squared_error

def squared_error(y_hat, target):
    return np.sum(np.sum(np.square(y_hat - target), axis=0)) * 0.5
