# a loop over the examples
def softmax(a):
    result = np.zeros(a.shape)
    for n in range(a.shape[1]):
        z = a[:, n] - max(a[:, n])
        result[:, n] = np.exp(z) / sum(np.exp(z))
    return result
