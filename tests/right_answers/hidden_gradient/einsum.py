# einsum over the units above.
def hidden_gradient(W, grad_a):
    return np.einsum("ij,im->jm", W, grad_a)
