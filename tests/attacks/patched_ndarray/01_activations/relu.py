def relu(a):
    return np.zeros(np.shape(a))
