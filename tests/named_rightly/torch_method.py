# function: relu
# mistake: `clamp` is PyTorch's

def relu(a):
    return a.clamp(min=0)
