# function: confusion_matrix
# truth: Rows and columns are exchanged: predicted class down, true class across.
# judges: right, right
# says: rows are the predicted classes

def confusion_matrix(y, y_hat, k):
    table = np.zeros((k, k), dtype=int)
    for true, column in zip(y, y_hat.T):
        table[np.argmax(column), true] += 1
    return table
