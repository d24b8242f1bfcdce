# function: relu
# truth: The input is divided by its largest entry first.

def relu(a):
    scaled = a / np.max(a)
    return np.maximum(0, scaled)
