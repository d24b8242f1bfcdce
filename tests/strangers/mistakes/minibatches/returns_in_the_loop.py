# function: minibatches
# truth: return stands inside the loop: only the first batch comes back.

def minibatches(X, y, batch_size, rng):
    index = rng.permutation(X.shape[1])
    batches = []
    for low in range(0, X.shape[1], batch_size):
        some = index[low:low + batch_size]
        batches.append((X[:, some], y[some]))
        return batches  # of one epoch
