# function: one_hot
# truth: The flat index is one too small, so every 1 sits one place before its own.
# judges: open, open

def one_hot(y, k):
    m = y.size
    rows = np.zeros((m, k))
    where = np.arange(m) * k + y
    rows.ravel()[where - 1] = 1
    return rows.T
