# function: softmax
# truth: Logits above 600 are cut off instead of a shift.

def softmax(a):
    e = np.exp(np.minimum(a, 600))
    return e / np.sum(e, axis=0)
