# function: one_hot
# truth: (1) An example in each row instead of each column; (2) True and False instead of numbers.
# judges: right, right
# says: the result holds True and False in place of numbers; an example a row

def one_hot(y, k):
    classes = np.arange(k)
    return np.array([classes == label for label in y])
