def one_hot(y, k):
    raise ValueError("I don't know yet")
