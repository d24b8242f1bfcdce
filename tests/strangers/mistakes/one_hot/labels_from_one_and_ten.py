# function: one_hot
# truth: Labels are taken to count from 1: every 1 stands one row too high (label 0 in the last row). / 10 classes are hard-coded, k is not used.

def one_hot(y, k):
    return np.eye(10)[y - np.ones(y.shape, dtype=int)].T
