# function: cross_entropy
# truth: Written for one example: for a batch the product pairs all examples, and an (m, m) array comes back, no number.

def cross_entropy(y_hat, y):
    p = np.dot(one_hot(y, y_hat.shape[0]).T, y_hat)
    return -np.log(p)
