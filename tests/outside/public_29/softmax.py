# right

def softmax(a):
    rows = a.T
    shifted = np.exp(rows - rows.max(axis=1, keepdims=True))
    return (shifted / shifted.sum(axis=1, keepdims=True)).T
