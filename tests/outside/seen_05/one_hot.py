# right

def one_hot(y, k):
    cols = []
    for label in y:
        e = np.zeros((k, 1))
        e[label][0] = 1
        cols.append(e)
    return np.hstack(cols)
