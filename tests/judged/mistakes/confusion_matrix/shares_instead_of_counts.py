# function: confusion_matrix
# truth: Each row is divided by its sum: shares instead of counts.
# judges: right, right
# says: shares of each row instead of counts

def confusion_matrix(y, y_hat, k):
    onehot_true = one_hot(y, k)
    onehot_guess = one_hot(y_hat.argmax(axis=0), k)
    conf = onehot_true @ onehot_guess.T
    return conf / np.maximum(conf.sum(axis=1, keepdims=True), 1)
