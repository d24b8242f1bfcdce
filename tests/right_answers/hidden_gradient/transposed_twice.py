# (∇ᵀ W)ᵀ.
def hidden_gradient(W, grad_a):
    return (grad_a.T @ W).T
