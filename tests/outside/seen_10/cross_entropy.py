# wrong: sum over the batch; 0·log 0
# loses: test_cross_entropy, test_cross_entropy_certain

def cross_entropy(y_hat, y):
    e = np.zeros(y_hat.shape)
    e[y, range(len(y))] = 1
    return np.sum(-1*e*np.log(y_hat))
