# Rows of the unit matrix, transposed.
def one_hot(y, k):
    return np.eye(k)[y].T
