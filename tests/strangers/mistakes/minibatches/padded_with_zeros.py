# function: minibatches
# truth: The last batch is filled up with zeros instead of holding what remains.

def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    for s in range(0, len(y), batch_size):
        keep = order[s:s + batch_size]
        xb, yb = X[:, keep], y[keep]
        gap = batch_size - len(keep)
        if gap > 0:
            xb = np.hstack([xb, np.zeros((X.shape[0], gap))])
            yb = np.concatenate([yb, np.zeros(gap, dtype=y.dtype)])
        yield xb, yb
