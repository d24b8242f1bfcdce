# function: softmax
# truth: Everything runs along axis 1, so each row adds up to 1 instead of each column.
# judges: right, right
# says: rows sum to 1: normalised over the batch

def softmax(a):
    def per_example(z, axis):
        w = np.exp(z - z.max(axis=axis, keepdims=True))
        return w / w.sum(axis=axis, keepdims=True)

    return per_example(a, axis=1)
