# function: hidden_gradient
# truth: An elementwise product where the matrix product is meant.

def hidden_gradient(W, grad_a):
    return W.T * grad_a
