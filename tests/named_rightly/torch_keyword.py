# function: softmax
# mistake: `dim` and `keepdim` are PyTorch's words

def softmax(a):
    e = np.exp(a - np.max(a, axis=0, keepdim=True))
    return e / e.sum(axis=0, keepdim=True)
