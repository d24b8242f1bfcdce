# right

def softmax(a):
    exps = np.exp(a - np.max(a, axis=0, keepdims=True))
    return exps / (np.sum(exps, axis=0, keepdims=True) + 1e-8)
