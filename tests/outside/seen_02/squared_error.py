# wrong: the half is missing
# loses: test_squared_error

def squared_error(y_hat, target):
    total = 0
    for j in range(y_hat.shape[1]):
        total += np.sum(np.square(y_hat[:, j] - target[:, j]))
    return total / float(y_hat.shape[1])
