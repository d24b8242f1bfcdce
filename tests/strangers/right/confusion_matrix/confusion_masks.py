# sums of masks over range(k)
def confusion_matrix(y, y_hat, k):
    p = y_hat.argmax(axis=0)
    return np.array([[np.count_nonzero((y == i) & (p == j)) for j in range(k)] for i in range(k)])
