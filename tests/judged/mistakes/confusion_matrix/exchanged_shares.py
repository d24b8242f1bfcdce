# function: confusion_matrix
# truth: (1) Predicted class down and true class across; (2) shares instead of counts.
# judges: right, right
# says: two things at once: rows are the predicted classes; and shares instead of counts

def confusion_matrix(y, y_hat, k):
    winner = y_hat.argmax(axis=0)
    cells = [[np.sum((winner == i) & (y == j)) for j in range(k)] for i in range(k)]
    return np.array(cells) / len(y)
