# function: one_hot
# mistake: an example is a row

def one_hot(y, k):
    return np.eye(k)[y]
