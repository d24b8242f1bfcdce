# function: cross_entropy
# truth: (1) The minus sign is missing; (2) the sum is not divided by the number of examples.
# judges: right, right
# says: the sum over the batch, and negative

def cross_entropy(y_hat, y):
    likelihood = [y_hat[:, i][c] for i, c in enumerate(y)]
    return np.log(likelihood).sum()
