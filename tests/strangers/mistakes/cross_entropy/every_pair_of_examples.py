# function: cross_entropy
# truth: A matrix product e.T @ log(y_hat) pairs every example with every other, and all m*m entries are summed; only the diagonal is meant.

def cross_entropy(y_hat, y):
    e = one_hot(y, y_hat.shape[0])
    m = y_hat.shape[1]
    total = np.sum(np.dot(e.T, np.log(y_hat)))
    return -1 / m * total
