# function: cross_entropy
# truth: The binary formula: log(1 - y_hat) of the other classes is added.

def cross_entropy(y_hat, y):
    m = y_hat.shape[1]
    e = one_hot(y, y_hat.shape[0])
    loss = np.sum(e * np.log(y_hat) + (1 - e) * np.log(1 - y_hat))
    return -loss / m
