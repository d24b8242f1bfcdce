# right

def hidden_gradient(W, grad_a):
    return np.dot(grad_a.T, W).T
