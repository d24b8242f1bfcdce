# np.tensordot over the first axes.
def hidden_gradient(W, grad_a):
    return np.tensordot(W, grad_a, axes=(0, 0))
