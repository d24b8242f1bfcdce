# function: confusion_matrix
# truth: np.int no longer exists: AttributeError.

def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k), dtype=np.int)
    for j in range(y.size):
        counts[y[j], np.argmax(y_hat[:, j])] += 1
    return counts
