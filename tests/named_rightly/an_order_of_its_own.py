# function: minibatches
# mistake: a default_rng of its own is used in place of rng

def minibatches(X, y, batch_size, rng):
    rng = np.random.default_rng(42)
    order = rng.permutation(len(y))
    return [(X[:, order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(y), batch_size)]
