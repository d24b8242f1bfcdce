# function: softmax
# mistake: nothing is subtracted: the exponential overflows, and inf / inf is nan

def softmax(a):
    e = np.exp(a)
    return e / e.sum(axis=0)
