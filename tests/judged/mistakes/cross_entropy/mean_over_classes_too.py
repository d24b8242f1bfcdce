# function: cross_entropy
# truth: The sum is divided by the number of all entries, k times m, instead of by the number of examples.
# judges: right, right
# says: k times too small: the mean over every entry

def cross_entropy(y_hat, y):
    nll = [-np.log(y_hat[c, i]) for i, c in enumerate(y)]
    return np.sum(nll) / y_hat.size
