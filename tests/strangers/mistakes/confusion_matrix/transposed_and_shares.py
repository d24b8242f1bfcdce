# function: confusion_matrix
# truth: The predicted class is down and the true one across. / Each row is divided by its sum: shares, not counts.

def confusion_matrix(y, y_hat, k):
    pred = np.argmax(y_hat, axis=0)
    table = np.zeros((k, k))
    for i in range(len(y)):
        table[pred[i], y[i]] += 1
    return table / table.sum(axis=1, keepdims=True)
