# right

def minibatches(X, y, batch_size, rng):
    idx = list(range(X.shape[1]))
    rng.shuffle(idx)
    pieces = []
    while idx:
        pieces.append((X[:, idx[:batch_size]], y[idx[:batch_size]]))
        idx = idx[batch_size:]
    return pieces
