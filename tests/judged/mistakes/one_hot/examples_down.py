# function: one_hot
# truth: The result is (m, k), an example in each row: the transpose is missing.
# judges: right, right
# says: an example a row

def one_hot(y, k):
    return np.eye(k)[y]
