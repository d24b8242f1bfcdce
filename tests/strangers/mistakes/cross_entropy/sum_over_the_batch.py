# function: cross_entropy
# truth: The sum over the batch, not the mean.

def cross_entropy(y_hat, y):
    e = np.eye(y_hat.shape[0])[y].T
    val = -np.sum(e * np.log(y_hat + 1e-9))
    return val
