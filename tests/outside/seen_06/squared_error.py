# wrong: mean over all entries, no half
# loses: test_squared_error

def squared_error(y_hat, target):
    return np.mean(np.square(y_hat - target))
