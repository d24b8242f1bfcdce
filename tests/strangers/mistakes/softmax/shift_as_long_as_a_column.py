# function: softmax
# truth: Written for one vector: the shift is a vector of length k, which does not broadcast against (k, m). / and the sum runs over everything

def softmax(a):
    top = max(a.ravel()) * np.ones(len(a))
    return np.exp(a - top) / np.sum(np.exp(a - top))
