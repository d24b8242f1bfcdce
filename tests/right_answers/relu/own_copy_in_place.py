# Changes its own copy in place.
def relu(a):
    h = a.copy()
    h[h < 0] = 0
    return h
