# function: softmax
# truth: (1) -= changes the argument; (2) the sum runs over all entries instead of over each column.
# judges: right, right
# says: the whole array sums to 1: the sum has no axis

def softmax(a):
    a -= np.amax(a, axis=0, keepdims=True)
    ex = np.exp(a)
    return ex / np.sum(ex)
