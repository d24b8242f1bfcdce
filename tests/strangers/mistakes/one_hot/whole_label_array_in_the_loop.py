# function: one_hot
# truth: Inside the loop the whole label array is the row index, so every column gets a 1 for every class that occurs.

def one_hot(y, k):
    e = np.zeros((k, y.shape[0]))
    for i, label in enumerate(y):
        e[y, i] = 1
    return e
