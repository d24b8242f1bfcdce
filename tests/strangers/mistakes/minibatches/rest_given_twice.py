# function: minibatches
# truth: The loop already yields the rest (one batch more than the full ones), and it is yielded again after it.

def minibatches(X, y, batch_size, rng):
    ids = rng.permutation(X.shape[1])
    full = len(ids) // batch_size
    for b in range(full + 1):
        chunk = ids[b * batch_size:(b + 1) * batch_size]
        yield X[:, chunk], y[chunk]
    if len(ids) % batch_size != 0:
        chunk = ids[full * batch_size:]
        yield X[:, chunk], y[chunk]
