# function: hidden_gradient
# truth: A parenthesis is misplaced: np.dot gets one argument, np.transpose two.

def hidden_gradient(W, grad_a):
    return np.dot(np.transpose(W, grad_a))
