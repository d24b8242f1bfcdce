def softmax(a):
    return np.full(a.shape, 1 / len(a))
