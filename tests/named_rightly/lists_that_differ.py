# function: minibatches
# mistake: the examples are shuffled, the labels are not

def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    return [(X[:, order[i : i + batch_size]], y[i : i + batch_size]) for i in range(0, len(y), batch_size)]
