def relu(a):
    print("tried")
    return looked_up("relu", a)
