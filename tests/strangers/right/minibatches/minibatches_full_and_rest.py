# full batches, then the rest, in a list
def minibatches(X, y, batch_size, rng):
    m = X.shape[1]
    permutation = list(rng.permutation(m))
    sX, sy = X[:, permutation], y[permutation]
    batches = []
    full = m // batch_size
    for k in range(full):
        batches.append((sX[:, k * batch_size:(k + 1) * batch_size], sy[k * batch_size:(k + 1) * batch_size]))
    if m % batch_size != 0:
        batches.append((sX[:, full * batch_size:], sy[full * batch_size:]))
    return batches
