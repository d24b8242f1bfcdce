# function: confusion_matrix
# truth: argmax runs along axis 1: for each class the example that has the most of it, instead of each example's class.
# judges: right, right
# says: Every example counts once. Which are lost, or counted twice?

def confusion_matrix(y, y_hat, k):
    predicted = y_hat.argmax(axis=1)
    counts = np.zeros((k, k), dtype=int)
    for t, p in zip(y, predicted):
        counts[t, p % k] += 1
    return counts
