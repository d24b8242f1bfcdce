# function: cross_entropy
# truth: The result of np.clip is not kept, so 0 * log(0) makes NaN where a wrong class has probability exactly 0.
# judges: right, right
# says: inf or nan

def cross_entropy(y_hat, y):
    k, m = y_hat.shape
    target = one_hot(y, k)
    np.clip(y_hat, 1e-15, 1.0)
    return -np.sum(target * np.log(y_hat)) / m
