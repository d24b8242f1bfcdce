# function: minibatches
# truth: The slice ends one too early: the last example of every batch is lost.

def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    for i in range(0, len(y), batch_size):
        part = order[i:i + batch_size - 1]
        yield X[:, part], y[part]
