# function: softmax
# truth: The maximum is subtracted in the denominator only, not in the numerator.
# judges: wrong, wrong
# says: the shift is below the line only: above it the logits are not shifted
# never: two things at once

def softmax(a):
    top = a.max(axis=0)
    return np.exp(a) / np.exp(a - top).sum(axis=0)
