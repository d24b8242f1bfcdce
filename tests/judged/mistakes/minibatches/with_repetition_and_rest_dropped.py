# function: minibatches
# truth: (1) rng.integers draws with repetition, so some examples come twice and others not at all (line `order = ...`). (2) The range ends too early, so what remains is dropped (range(0, N - batch_size + 1, ...)).
# judges: wrong, wrong
# says: a smaller mini-batch is missing
# never: never come

def minibatches(X, y, batch_size, rng):
    N = X.shape[1]
    order = rng.integers(0, N, size=N)
    for begin in range(0, N - batch_size + 1, batch_size):
        idx = order[begin:begin + batch_size]
        yield X[:, idx], y[idx]
