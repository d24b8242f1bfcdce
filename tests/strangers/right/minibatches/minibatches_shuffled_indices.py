# rng.shuffle and popping
def minibatches(X, y, batch_size, rng):
    left = np.arange(len(y))
    rng.shuffle(left)
    while left.size:
        now, left = left[:batch_size], left[batch_size:]
        yield np.take(X, now, axis=1), np.take(y, now)
