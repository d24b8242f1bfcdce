# right

def softmax(a):
    a = a - np.max(a, axis=0)
    return np.exp(a)/np.sum(np.exp(a), axis=0, keepdims=True)
