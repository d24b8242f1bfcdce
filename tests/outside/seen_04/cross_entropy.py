# wrong: sum over the batch, and log2
# loses: test_cross_entropy

def cross_entropy(y_hat, y):
    truth = one_hot(y, y_hat.shape[0])
    return -np.sum(np.log2(np.sum(np.multiply(y_hat, truth), axis=0)))
