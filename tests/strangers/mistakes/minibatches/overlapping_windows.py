# function: minibatches
# truth: Batch i starts at i instead of i * batch_size: the windows overlap and most examples never come.

def minibatches(X, y, batch_size, rng):
    shuffle = rng.permutation(X.shape[1])
    X, y = X[:, shuffle], y[shuffle]
    for i in range(-(-len(y) // batch_size)):
        yield X[:, i:i + batch_size], y[i:i + batch_size]
