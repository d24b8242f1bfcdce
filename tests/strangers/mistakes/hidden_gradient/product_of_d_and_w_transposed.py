# function: hidden_gradient
# truth: An elementwise product where the matrix product is meant. and in the wrong order for one

def hidden_gradient(W, grad_a):
    return np.multiply(grad_a, W.T)
