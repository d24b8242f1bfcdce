# Shuffles an array of indices in place, copies the data in that order, cuts it up.
def minibatches(X, y, batch_size, rng):
    order = np.arange(X.shape[1])
    rng.shuffle(order)
    X, y = X[:, order], y[order]
    while len(y) > 0:
        yield X[:, :batch_size], y[:batch_size]
        X, y = X[:, batch_size:], y[batch_size:]
