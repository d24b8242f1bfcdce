def relu(a):
    print("tried")
    return [10**400] * 3
