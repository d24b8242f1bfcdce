# function: one_hot
# truth: reshape instead of a transpose (return line): the shape is right, but the ones end up in other places.
# judges: open, open
# says: made columns by reshape

def one_hot(y, k):
    table = np.identity(k)
    return table[y].reshape(k, len(y))
