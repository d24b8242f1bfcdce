# function: minibatches
# truth: The examples are drawn with replacement: some come several times, others never.
# judges: right, right

def minibatches(X, y, batch_size, rng):
    N = X.shape[1]
    done = 0
    while done < N:
        size = min(batch_size, N - done)
        pick = rng.integers(N, size=size)
        done += size
        yield X[:, pick], y[pick]
