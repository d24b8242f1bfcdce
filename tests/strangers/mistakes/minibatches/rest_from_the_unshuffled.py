# function: minibatches
# truth: The rest is cut from the unshuffled X and y, so that some examples come twice and others not at all.

def minibatches(X, y, batch_size, rng):
    perm = list(rng.permutation(X.shape[1]))
    sX, sy = X[:, perm], y[perm]
    whole = X.shape[1] // batch_size
    out = []
    for k in range(whole):
        out.append((sX[:, k * batch_size:(k + 1) * batch_size], sy[k * batch_size:(k + 1) * batch_size]))
    if X.shape[1] % batch_size:
        out.append((X[:, whole * batch_size:], y[whole * batch_size:]))
    return out
