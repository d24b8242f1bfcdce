# function: relu
# truth: The entries come back as one flat list: the shape of a is lost.
# judges: wrong, wrong
# says: a dimension got lost
# never: a sum over one axis

def relu(a):
    positive_part = lambda v: v if v > 0 else 0.0
    return [positive_part(v) for v in np.ravel(a)]
