# function: minibatches
# truth: X and y are each shuffled in an order of their own, so images and labels no longer belong together.
# judges: right, right
# says: Is the label beside each image still its own?

def minibatches(X, y, batch_size, rng):
    shuffled_X = X[:, rng.permutation(X.shape[1])]
    shuffled_y = y[rng.permutation(len(y))]
    starts = range(0, len(y), batch_size)
    return [(shuffled_X[:, s:s + batch_size], shuffled_y[s:s + batch_size]) for s in starts]
