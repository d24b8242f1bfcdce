# function: relu
# truth: (1) Negative entries are kept at a tenth (leaky) instead of 0; (2) the third argument of np.maximum is the output array, so a is overwritten.
# judges: right, right
# says: Below 0 the function of this exercise is exactly 0. Yours still leaks.

def relu(a):
    alpha = 0.1
    return np.maximum(alpha * a, a, a)
