# function: one_hot
# truth: The number of rows is the largest label + 1, not k.

def one_hot(y, k):
    e = np.zeros((y.max() + 1, y.size))
    e[y, np.arange(y.size)] = 1
    return e
