# function: minibatches
# truth: Only full batches are made: the examples that remain at the end are never used.
# judges: right, right
# says: a smaller mini-batch is missing

def minibatches(X, y, batch_size, rng):
    indices = rng.permutation(len(y))
    for start_idx in range(0, len(y) - batch_size + 1, batch_size):
        excerpt = indices[start_idx:start_idx + batch_size]
        yield X[:, excerpt], y[excerpt]
