# function: softmax
# truth: Normalised along rows (axis=1), over the batch. / One shift for the whole array: columns far below it underflow.

def softmax(a):
    t = np.exp(a - a.max())
    return t / np.sum(t, axis=1, keepdims=True)
