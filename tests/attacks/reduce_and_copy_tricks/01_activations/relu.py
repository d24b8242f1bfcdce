def relu(a):
    print("tried")
    return Bomb()
