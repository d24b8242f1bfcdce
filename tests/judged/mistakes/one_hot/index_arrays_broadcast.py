# function: one_hot
# truth: y is made a column, so the two index arrays broadcast and every row that occurs becomes all ones.
# judges: wrong, wrong
# says: whole rows are 1
# never: which index is missing

def one_hot(y, k):
    table = np.zeros((k, len(y)))
    labels = y.reshape(-1, 1)
    table[labels, np.arange(len(y))] = 1.0
    return table
