# function: minibatches
# truth: The order comes from a fixed seed and not from rng: every epoch has the same.
# judges: right, right
# says: two different generators give the same order

def minibatches(X, y, batch_size, rng, seed=0):
    order = np.random.default_rng(seed).permutation(y.shape[0])
    pieces = np.split(order, range(batch_size, len(order), batch_size))
    return [(X[:, piece], y[piece]) for piece in pieces]
