# right

def one_hot(y, k):
    out = np.zeros((k, len(y)))
    for i in range(len(y)):
        out[y[i], i] = 1
    return out
