# function: confusion_matrix
# truth: The size is taken from the largest label that occurs instead of k.
# judges: right, right
# says: too small where the last class does not occur

def confusion_matrix(y, y_hat, k):
    p = np.argmax(y_hat, axis=0)
    n = int(max(y.max(), p.max())) + 1
    return np.bincount(y * n + p, minlength=n * n).reshape(n, n)
