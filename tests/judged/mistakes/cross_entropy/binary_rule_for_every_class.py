# function: cross_entropy
# truth: The rule for two classes is used: the terms log(1 - p) of the other classes are added.
# judges: right, right
# says: adds the other classes' (1 − y) log(1 − ŷ)

def cross_entropy(y_hat, y):
    k, m = y_hat.shape
    true = one_hot(y, k).astype(bool)
    of_true = np.log(y_hat[true]).sum()
    of_others = np.log(1 - y_hat[~true]).sum()
    return -(of_true + of_others) / m
