# function: relu
# mistake: PyTorch itself

def relu(a):
    return torch.relu(a)
