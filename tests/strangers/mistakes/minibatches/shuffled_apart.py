# function: minibatches
# truth: X and y are shuffled by two different orders: the labels no longer belong to their examples.

def minibatches(X, y, batch_size, rng):
    examples = rng.permutation(X, axis=1)
    labels = rng.permutation(y)
    for at in range(0, labels.size, batch_size):
        yield examples[:, at:at + batch_size], labels[at:at + batch_size]
