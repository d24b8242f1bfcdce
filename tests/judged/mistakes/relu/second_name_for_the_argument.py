# function: relu
# truth: out is a second name for a, not a copy, so the argument itself is changed.
# judges: right, right
# says: a was changed by the call

def relu(a):
    out = a
    out[out <= 0] = 0
    return out
