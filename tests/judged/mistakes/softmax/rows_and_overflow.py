# function: softmax
# truth: (1) Nothing is subtracted, so exp overflows at 1000; (2) the sum is taken along axis 1, over the examples.
# judges: right, right
# says: rows sum to 1: normalised over the batch

def softmax(a):
    exps = np.exp(a)
    return np.divide(exps, exps.sum(axis=1)[:, None])
