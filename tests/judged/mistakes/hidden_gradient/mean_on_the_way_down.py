# function: hidden_gradient
# truth: It is divided by the number of examples, although this is the gradient of each example.
# judges: right, right
# says: divided by m

def hidden_gradient(W, grad_a):
    m = grad_a.shape[-1]
    return np.dot(W.T, grad_a) / m
