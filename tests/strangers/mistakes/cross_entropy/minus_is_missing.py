# function: cross_entropy
# truth: The minus is missing: the loss is negative.

def cross_entropy(y_hat, y):
    m = len(y)
    logs = np.log(y_hat[y, np.arange(m)])
    cost = 1 / m * np.sum(logs)
    return cost
