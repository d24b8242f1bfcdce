# np.bincount of a combined index, floats at the end.
def confusion_matrix(y, y_hat, k):
    combined = np.asarray(y) * k + np.argmax(y_hat, axis=0)
    return np.bincount(combined, minlength=k * k).reshape(k, k).astype(float)
