def one_hot(y, k):
    return None
