# function: squared_error
# truth: A sum over the examples, never divided by their number.
# judges: right, right
# says: m times too large: the sum over the batch

def squared_error(y_hat, target):
    sse = sum((p - t) @ (p - t) for p, t in zip(y_hat.T, target.T))
    return sse / 2
