# function: minibatches
# truth: The loop breaks off before the last batch, be it full or short.

def minibatches(X, y, batch_size, rng):
    n = len(y)
    order = rng.permutation(n)
    i = 0
    while True:
        if i + batch_size < n:
            sel = order[i:i + batch_size]
            yield X[:, sel], y[sel]
        else:
            break
        i += batch_size
