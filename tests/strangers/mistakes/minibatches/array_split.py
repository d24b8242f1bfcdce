# function: minibatches
# truth: np.array_split makes uneven batches, some larger than batch_size. / The order is never shuffled.

def minibatches(X, y, batch_size, rng):
    n = max(1, X.shape[1] // batch_size)
    X_parts = np.array_split(X, n, axis=1)
    y_parts = np.array_split(y, n)
    return list(zip(X_parts, y_parts))
