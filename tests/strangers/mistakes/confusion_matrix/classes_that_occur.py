# function: confusion_matrix
# truth: The size is the number of classes that occur in y, not k.

def confusion_matrix(y, y_hat, k):
    classes = np.unique(y)
    p = y_hat.argmax(axis=0)
    rows = []
    for r in classes:
        rows.append([np.sum((y == r) & (p == c)) for c in classes])
    return np.array(rows)
