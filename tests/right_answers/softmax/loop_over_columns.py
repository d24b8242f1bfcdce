# A loop over the examples.
def softmax(a):
    result = np.zeros(a.shape)
    for j in range(a.shape[1]):
        e = np.exp(a[:, j] - np.max(a[:, j]))
        result[:, j] = e / np.sum(e)
    return result
