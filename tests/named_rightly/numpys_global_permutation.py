# function: minibatches
# mistake: np.random is used in place of rng

def minibatches(X, y, batch_size, rng):
    order = np.random.permutation(len(y))
    return [(X[:, order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(y), batch_size)]
