# wrong: sum over the batch; 0·log 0
# loses: test_cross_entropy, test_cross_entropy_certain

def cross_entropy(y_hat, y):
    t = one_hot(y, y_hat.shape[0])
    return -np.sum(np.sum(t*np.log(y_hat)))
