# function: softmax
# truth: The numerator uses shifted logits, the sum below it the unshifted ones.
# judges: right, right
# says: the shift is above the line only: below it the logits are not shifted

def softmax(a):
    numerator = np.exp(a - np.max(a, axis=0))
    denominator = np.sum(np.exp(a), axis=0)
    return numerator / denominator
