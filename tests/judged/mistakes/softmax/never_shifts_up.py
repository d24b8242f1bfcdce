# function: softmax
# truth: The shift is max(0, largest) instead of the largest, so a column of very negative logits underflows to 0/0.
# judges: wrong, wrong
# says: 0 / 0
# never: overflow

def softmax(a):
    shift = np.maximum(0, np.max(a, axis=0))
    e = np.exp(a - shift)
    return e / np.sum(e, axis=0)
