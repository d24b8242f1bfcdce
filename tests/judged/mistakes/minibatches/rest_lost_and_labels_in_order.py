# function: minibatches
# truth: (1) Only X is shuffled, the labels keep their old order; (2) the incomplete last batch is dropped.
# judges: right, right
# says: a smaller mini-batch is missing

def minibatches(X, y, batch_size, rng):
    cols = list(rng.permutation(len(y)))
    for b in range(len(y) // batch_size):
        lo, hi = b * batch_size, (b + 1) * batch_size
        yield X[:, cols[lo:hi]], y[lo:hi]
