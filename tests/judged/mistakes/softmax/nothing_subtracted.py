# function: softmax
# truth: The largest logit is not subtracted first, so exp overflows at 1000 and gives NaN.
# judges: right, right
# says: exp(1000) does not fit into a float. What may you subtract from a column without changing its softmax?

def softmax(a):
    columns = [np.exp(z) / np.exp(z).sum() for z in a.T]
    return np.column_stack(columns)
