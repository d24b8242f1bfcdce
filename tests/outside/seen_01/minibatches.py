# wrong: drops the last, smaller batch
# loses: test_minibatches

def minibatches(X, y, batch_size, rng):
    rows = np.hstack([X.T, y.reshape(-1, 1)])
    rng.shuffle(rows)
    full = int(rows.shape[0]/batch_size)
    out = []
    for i in range(full):
        part = rows[i*batch_size:(i + 1)*batch_size, :]
        out.append((part[:, :-1].T, part[:, -1].astype(int)))
    return out
