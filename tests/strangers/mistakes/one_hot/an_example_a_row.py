# function: one_hot
# truth: Shape (m, k): an example in each row.

def one_hot(y, k):
    e = np.zeros((len(y), k))
    e[range(y.shape[0]), y] = 1
    return e
