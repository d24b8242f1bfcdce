# function: squared_error
# truth: The mean runs over all entries instead of over the examples only, so it is k times too small.
# judges: right, right
# says: n times too small: the mean over every entry

def squared_error(y_hat, target):
    return 0.5 * np.mean(np.square(y_hat - target))
