# function: relu
# truth: np.max(0, a) takes the maximum of 0 along axis a; np.maximum is meant.

def relu(a):
    return np.max(0, a)
