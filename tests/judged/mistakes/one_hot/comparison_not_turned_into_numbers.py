# function: one_hot
# truth: The comparison gives True and False, not numbers.
# judges: passes, passes

def one_hot(y, k):
    return np.arange(k).reshape(k, 1) == y
