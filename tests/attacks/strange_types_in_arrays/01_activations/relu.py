def relu(a):
    print("tried")
    return np.ma.masked_all(np.shape(a))
