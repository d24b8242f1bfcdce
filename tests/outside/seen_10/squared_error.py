# wrong: sum over the batch
# loses: test_squared_error

def squared_error(y_hat, target):
    return 0.5*np.sum((target - y_hat)**2)
