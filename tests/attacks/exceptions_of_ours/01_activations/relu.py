def relu(a):
    print("tried")
    raise NotImplementedError("nothing to mark here")
