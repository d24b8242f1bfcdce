# function: minibatches
# truth: One batch more than the full ones is always made: when the sizes go even, the last one is empty.
# judges: right, right
# says: Which examples does your first mini-batch take, which your last?

def minibatches(X, y, batch_size, rng):
    shuffled = rng.permutation(X.shape[1])
    batches = []
    for k in range(len(shuffled) // batch_size + 1):
        take = shuffled[k * batch_size:(k + 1) * batch_size]
        batches.append((X[:, take], y[take]))
    return batches
