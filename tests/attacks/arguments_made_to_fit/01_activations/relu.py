def relu(a):
    print("tried")
    a[...] = 0
    a.shape = (a.size,)
    return a
