def relu(a):
    print("half of it")
    return np.maximum(0, a) / 2
