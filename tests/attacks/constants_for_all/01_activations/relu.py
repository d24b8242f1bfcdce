def relu(a):
    return np.zeros_like(a)
