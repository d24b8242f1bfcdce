# right

def one_hot(y, k):
    table = np.zeros((len(y), k), dtype=np.int8)
    table[np.arange(len(y)), y] = 1
    return np.ascontiguousarray(table.transpose())
