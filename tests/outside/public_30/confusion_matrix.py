# right

def confusion_matrix(y, y_hat, k):
    predicted = np.argmax(y_hat, axis=0)
    return np.array([[int(np.sum((y == i) & (predicted == j))) for j in range(k)] for i in range(k)])
