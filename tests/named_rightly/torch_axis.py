# function: softmax
# mistake: `dim` is PyTorch's word

def softmax(a):
    e = np.exp(a - a.max(axis=0))
    return e / e.sum(dim=0)
