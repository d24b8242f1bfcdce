# Two masks, and each half written where it cannot overflow.
def logistic(a):
    a = np.asarray(a, dtype=float)
    result = np.empty_like(a)
    positive = a >= 0
    result[positive] = 1 / (1 + np.exp(-a[positive]))
    e = np.exp(a[~positive])
    result[~positive] = e / (1 + e)
    return result
