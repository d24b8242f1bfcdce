def relu(a):
    print("tried")
    return Long([Near(7)] * 2)
