# function: minibatches
# truth: A shuffled copy of the order is made and not used: the examples come in their old order.

def minibatches(X, y, batch_size, rng):
    order = np.arange(len(y))
    rng.permutation(order)
    batches = []
    start = 0
    while start < len(order):
        pick = order[start:start + batch_size]
        batches.append((X[:, pick], y[pick]))
        start += batch_size
    return batches
