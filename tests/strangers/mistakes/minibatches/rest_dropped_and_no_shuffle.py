# function: minibatches
# truth: The rest after the last full batch is dropped. / The order is never shuffled.

def minibatches(X, y, batch_size, rng):
    for n in range(X.shape[1] // batch_size):
        lo, hi = n * batch_size, (n + 1) * batch_size
        yield X[:, lo:hi], y[lo:hi]
