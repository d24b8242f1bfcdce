# right

def hidden_gradient(W, grad_a):
    return np.transpose(W) @ (grad_a)
