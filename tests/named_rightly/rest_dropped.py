# function: minibatches
# mistake: the last, smaller batch is dropped

def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    full = len(y) // batch_size
    parts = [order[i * batch_size : (i + 1) * batch_size] for i in range(full)]
    return [(X[:, part], y[part]) for part in parts]
