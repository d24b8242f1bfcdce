# right

def softmax(a):
    out = np.zeros(a.shape)
    for i in range(0, a.shape[1]):
        e = np.exp(a[:, i] - np.max(a[:, i]))
        out[:, i] = e / np.sum(e)
    return out
