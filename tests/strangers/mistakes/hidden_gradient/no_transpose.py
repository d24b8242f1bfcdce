# function: hidden_gradient
# truth: W is not transposed.

def hidden_gradient(W, grad_a):
    grad_h = np.dot(W, grad_a)
    return grad_h
