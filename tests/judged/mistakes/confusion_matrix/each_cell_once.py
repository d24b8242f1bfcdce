# function: confusion_matrix
# truth: += 1 with arrays of indices adds only once to a cell that occurs several times.
# judges: right, right
# says: at most 1 in each cell

def confusion_matrix(y, y_hat, k):
    guess = np.argmax(y_hat, axis=0)
    cm = np.zeros((k, k), int)
    cm[y, guess] += 1
    return cm
