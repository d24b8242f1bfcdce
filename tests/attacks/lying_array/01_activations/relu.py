def relu(a):
    print("tried")
    return np.zeros((2, 2)).view(Chameleon)
