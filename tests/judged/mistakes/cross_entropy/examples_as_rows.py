# function: cross_entropy
# truth: The indices are in the wrong order, as if y_hat had an example in each row.
# judges: right, right
# says: Print the shape of the array just before that line. Rows are units, columns are examples.

def cross_entropy(y_hat, y):
    n = len(y)
    confidences = y_hat[range(n), y]
    return np.mean(-np.log(confidences))
