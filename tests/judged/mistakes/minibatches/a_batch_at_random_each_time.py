# function: minibatches
# truth: Each time one of the batches is picked at random, so some come several times and others never.
# judges: right, right
# says: Which examples does your first mini-batch take, which your last?

def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    n_batches = -(-len(y) // batch_size)
    for _ in range(n_batches):
        k = rng.integers(n_batches)
        part = order[k * batch_size:(k + 1) * batch_size]
        yield X[:, part], y[part]
