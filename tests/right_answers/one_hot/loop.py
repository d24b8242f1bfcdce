# A loop, one example after the other.
def one_hot(y, k):
    e = np.zeros((k, len(y)))
    for column, label in enumerate(y):
        e[label, column] = 1.0
    return e
