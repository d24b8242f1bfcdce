def relu(a):
    return named(__array_interface__=POINTER)
