# sorted by random keys
def minibatches(X, y, batch_size, rng):
    order = np.argsort(rng.random(y.shape[0]))
    cuts = range(batch_size, len(order), batch_size)
    return [(X[:, part], y[part]) for part in np.split(order, cuts)]
