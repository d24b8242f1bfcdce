def logistic(a):
    return [named(__array_struct__=POINTER, shape=(3,), dtype="f8", __array__=logistic)] * 3
