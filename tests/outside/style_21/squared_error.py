# wrong: the mean over all entries, and no half (seen in six sources)
# loses: test_squared_error

def squared_error(y_hat, target):
    return np.mean((y_hat - target) ** 2)
