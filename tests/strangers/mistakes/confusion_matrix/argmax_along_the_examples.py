# function: confusion_matrix
# truth: The largest is looked for along a row of y_hat, over the examples, not down a column over the classes.

def confusion_matrix(y, y_hat, k):
    matrix = np.zeros((k, k), dtype=int)
    guesses = [list(row).index(max(row)) for row in y_hat]
    for i in range(len(guesses)):
        matrix[y[i], guesses[i]] += 1
    return matrix
