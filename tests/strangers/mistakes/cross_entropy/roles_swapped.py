# function: cross_entropy
# truth: The roles are swapped: the logarithm is of the (clipped) one-hot vector, weighted by y_hat.

def cross_entropy(y_hat, y):
    e = np.clip(one_hot(y, y_hat.shape[0]), 1e-12, np.inf)
    each = -1 * np.sum(y_hat * np.log(e), axis=0)
    return np.mean(each)
