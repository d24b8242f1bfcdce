# function: one_hot
# truth: Only classes that occur get a row, and labels become positions among them; k is not used.

def one_hot(y, k):
    classes = np.unique(y)
    position = np.array([np.where(classes == label)[0][0] for label in y])
    e = np.zeros((len(classes), len(y)))
    e[position, np.arange(len(y))] = 1
    return e
