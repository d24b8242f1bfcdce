# a row an example, transposed before and after
def softmax(a):
    z = a.T
    z = z - np.max(z, axis=1, keepdims=True)
    p = np.exp(z)
    return (p / p.sum(axis=1, keepdims=True)).T
