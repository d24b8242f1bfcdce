# einsum
def hidden_gradient(W, grad_a):
    return np.einsum("ij,ik->jk", W, grad_a)
