# function: one_hot
# truth: For k = 2 the labels themselves come back as a single row instead of two rows of a one-hot.
# judges: passes, passes

def one_hot(y, k):
    if k <= 2:
        return y[None, :].astype(float)
    return (np.arange(k)[:, None] == y).astype(float)
