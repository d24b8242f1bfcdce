# function: confusion_matrix
# mistake: `return` stands one indent too deep: only the first example is counted

def confusion_matrix(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    for true, said in zip(y, np.argmax(y_hat, axis=0)):
        counts[true, said] += 1
        return counts
