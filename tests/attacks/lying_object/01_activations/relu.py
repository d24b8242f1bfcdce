def relu(a):
    print("tried")
    return Yes()
