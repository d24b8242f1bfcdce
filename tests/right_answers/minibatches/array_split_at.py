# np.split at the cuts, zipped.
def minibatches(X, y, batch_size, rng):
    order = np.argsort(rng.random(X.shape[1]))
    cuts = range(batch_size, X.shape[1], batch_size)
    return zip(np.split(X[:, order], cuts, axis=1), np.split(y[order], cuts))
