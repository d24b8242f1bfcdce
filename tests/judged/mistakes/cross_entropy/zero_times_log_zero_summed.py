# function: cross_entropy
# truth: (1) 0 * log(0) makes NaN where a wrong class has probability 0; (2) the sum is not divided by the number of examples (the mean of one number is that number).
# judges: right, right
# says: m times too large: the sum over the batch

def cross_entropy(y_hat, y):
    label = one_hot(y, y_hat.shape[0])
    entropy = label * np.log(y_hat)
    return np.mean(-np.sum(entropy))
