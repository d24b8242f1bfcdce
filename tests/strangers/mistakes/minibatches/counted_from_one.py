# function: minibatches
# truth: The batches are counted from 1 to below n // batch_size: the first full batch and the rest are lost.

def minibatches(X, y, batch_size, rng):
    p = rng.permutation(len(y))
    for j in range(1, len(y) // batch_size):
        now = p[j * batch_size:(j + 1) * batch_size]
        yield X[:, now], y[now]
