# a column at a time
def softmax(a):
    cols = []
    for j in range(a.shape[1]):
        e = np.exp(a[:, j] - max(a[:, j]))
        cols.append(e / sum(e))
    return np.array(cols).T
