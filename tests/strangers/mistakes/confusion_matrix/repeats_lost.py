# function: confusion_matrix
# truth: counts[y, pred] += 1 adds a pair that occurs several times only once.

def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    pred = y_hat.argmax(axis=0)
    counts[y, pred] += 1
    return counts
