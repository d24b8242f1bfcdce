# function: confusion_matrix
# truth: (1) Rows and columns are exchanged; (2) += with arrays of indices counts a repeated cell once only.
# judges: right, right
# says: Every example counts once. Which are lost, or counted twice?

def confusion_matrix(y, y_hat, k):
    matrix = np.zeros((k, k))
    matrix[y_hat.argmax(0), y] += 1
    return matrix
