# function: confusion_matrix
# truth: The predicted class is down and the true one across.

def confusion_matrix(y, y_hat, k):
    cm = np.zeros((k, k), dtype=int)
    for truth, guess in zip(y, np.argmax(y_hat, axis=0)):
        cm[guess][truth] += 1
    return cm
