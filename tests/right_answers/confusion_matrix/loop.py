# A loop over the examples.
def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    for i in range(len(y)):
        counts[y[i], np.argmax(y_hat[:, i])] += 1
    return counts
