# function: softmax
# truth: The sum runs over all entries instead of over each column.
# judges: right, right
# says: the whole array sums to 1: the sum has no axis

def softmax(a):
    powers = np.exp(a - a.max(axis=0))
    return powers / powers.sum()
