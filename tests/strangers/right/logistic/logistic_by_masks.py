# two halves by boolean masks
def logistic(a):
    a = np.asarray(a, dtype=float)
    out = np.empty(a.shape)
    pos = a >= 0
    out[pos] = 1 / (1 + np.exp(-a[pos]))
    e = np.exp(a[~pos])
    out[~pos] = e / (1 + e)
    return out
