# function: one_hot
# truth: Shape (m, ...): an example in each row. / 10 classes are hard-coded, k is not used.

def one_hot(y, k):
    rows = list()
    for i in range(y.shape[0]):
        v = np.zeros(10)
        v[y[i]] = 1
        rows.append(v)
    return np.array(rows)
