# function: minibatches
# mistake: `return` stands one indent too deep: only the first batch comes back

def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(y))
    batches = []
    for start in range(0, len(y), batch_size):
        part = order[start : start + batch_size]
        batches.append((X[:, part], y[part]))
        return batches
