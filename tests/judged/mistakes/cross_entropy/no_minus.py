# function: cross_entropy
# truth: The minus sign is missing: the mean of the logarithms is negative.
# judges: right, right
# says: negative

def cross_entropy(y_hat, y):
    picked = np.take_along_axis(y_hat, y[None, :], axis=0)
    return np.mean(np.log(picked))
