# wrong: in order, and asserts on the last batch
# loses: test_minibatches

def minibatches(X, y, batch_size, rng):
    out = []
    for num in range(0, X.shape[1], batch_size):
        xb, yb = X[:, num:num+batch_size], y[num:num+batch_size]
        assert xb.shape == (X.shape[0], batch_size), "Check mini-batch dimensions"
        out.append((xb, yb))
    return out
