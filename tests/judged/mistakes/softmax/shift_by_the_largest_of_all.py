# function: softmax
# truth: The largest entry of the whole batch is subtracted instead of each column's own, so a column far below it underflows to 0/0.
# judges: right, right
# says: every column is shifted by the same number: nan in columns far below the largest

def softmax(a):
    top = np.max(a)
    e = np.exp(a - top)
    total = np.ones((1, len(e))) @ e
    return e / total
