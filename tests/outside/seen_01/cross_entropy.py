# wrong: log10
# loses: test_cross_entropy, test_cross_entropy_certain
# unsure (test_cross_entropy_certain): log10(1) = 0, so a check of certain and right answers alone cannot see the base

def cross_entropy(y_hat, y):
    m = y_hat.shape[1]
    truth = np.zeros(y_hat.shape)
    truth[y, np.arange(m)] = 1
    return -1/m*np.sum(np.log10(y_hat[truth.astype(bool)]))
