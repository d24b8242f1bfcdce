# right

def one_hot(y, k):
    return (np.arange(k)[:, None] == y) * 1
