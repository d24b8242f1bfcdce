# function: minibatches
# truth: (1) Each batch is drawn anew from all examples, so they repeat over an epoch; (2) only full batches are made, the rest is dropped.
# judges: right, right
# says: a smaller mini-batch is missing

def minibatches(X, y, batch_size, rng):
    N = y.size
    return [
        (X[:, idx], y[idx])
        for idx in (rng.choice(N, batch_size, replace=False) for _ in range(N // batch_size))
    ]
