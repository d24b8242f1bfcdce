# wrong: the batches are shuffled, the examples are not
# loses: test_minibatches

def minibatches(X, y, batch_size, rng):
    xs, ys = [], []
    n = X.shape[1]
    for i in range(0, n, batch_size):
        if i + batch_size < n:
            xs.append(X[:, i:i+batch_size])
            ys.append(y[i:i+batch_size])
        else:
            xs.append(X[:, i:])
            ys.append(y[i:])
    order = rng.permutation(len(xs))
    return [(xs[p], ys[p]) for p in order]
