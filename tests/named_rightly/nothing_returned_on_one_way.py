# function: relu
# mistake: one way through ends without a `return`

def relu(a):
    if np.ndim(a) == 2:
        return np.maximum(a, 0)
