# right

def hidden_gradient(W, grad_a):
    return np.asmatrix(W).T * np.asmatrix(grad_a)
