def relu(a):
    result = np.array(a, dtype=float)   # a copy of my own, which I may change
    result[result < 0] = 0
    return result
