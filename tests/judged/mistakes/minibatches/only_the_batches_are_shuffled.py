# function: minibatches
# truth: Whole batches change places, but neighbours always stay together in the same batch.
# judges: right, right
# says: Which examples does your first mini-batch take, which your last?

def minibatches(X, y, batch_size, rng):
    N = X.shape[1]
    starts = np.arange(0, N, batch_size)
    rng.shuffle(starts)
    for s in starts:
        stop = min(s + batch_size, N)
        yield X[:, s:stop], y[s:stop]
