def relu(a):
    print("tried")
    raise ValueError("and a traceback is made, with all that it imports")
