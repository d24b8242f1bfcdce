# function: one_hot
# truth: (1) The label is lowered by 1, as if labels began at 1; (2) the result has an example in each row.
# judges: right, right
# says: Two things. First: The first class is called 0. Where does your vector of class 0 have its 1? Then: One example is one column. What is the shape of what you return?

def one_hot(y, k):
    m = len(y)
    hot = np.zeros((m, k))
    for i in range(m):
        hot[i][y[i] - 1] = 1
    return hot
