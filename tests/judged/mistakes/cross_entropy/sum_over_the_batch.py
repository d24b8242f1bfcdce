# function: cross_entropy
# truth: The losses of the examples are added up and never divided by their number.
# judges: right, right
# says: m times too large: the sum over the batch

def cross_entropy(y_hat, y):
    total = 0.0
    for i in range(y_hat.shape[1]):
        total -= np.log(y_hat[y[i], i])
    return total
