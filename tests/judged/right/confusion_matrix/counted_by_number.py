# bincount of y k + guess
def confusion_matrix(y, y_hat, k):
    flat = np.asarray(y) * k + y_hat.argmax(axis=0)
    return np.bincount(flat, minlength=k * k).reshape(k, k)
