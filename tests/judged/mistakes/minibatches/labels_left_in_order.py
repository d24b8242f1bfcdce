# function: minibatches
# truth: Only X is shuffled; the labels stay in their old order.
# judges: right, right

def minibatches(X, y, batch_size, rng):
    perm = rng.permutation(X.shape[1])
    X_new = X[:, perm]
    out = []
    for i in range(0, len(perm), batch_size):
        out.append((X_new[:, i:i + batch_size], y[i:i + batch_size]))
    return out
