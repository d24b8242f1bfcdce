def relu(a):
    return {"a": cyclic, "b": deep}
