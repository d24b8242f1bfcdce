# function: one_hot
# truth: The number of rows is taken from the largest label seen instead of k, so rows are missing when the last class is not in y.
# judges: right, right
# says: as many rows as the largest label of the batch needs

def one_hot(y, k):
    encoded = np.zeros((y.size, y.max() + 1))
    encoded[np.arange(y.size), y] = 1
    return encoded.T
