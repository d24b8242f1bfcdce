# Works on rows, and transposes back.
def softmax(a):
    rows = a.T - a.T.max(axis=1, keepdims=True)
    e = np.exp(rows)
    return (e / e.sum(axis=1, keepdims=True)).T
