# function: confusion_matrix
# truth: scikit-learn is imported, which is not there (and its size would come from the classes that occur).

def confusion_matrix(y, y_hat, k):
    from sklearn.metrics import confusion_matrix as counted
    return counted(y, np.argmax(y_hat, axis=0))
