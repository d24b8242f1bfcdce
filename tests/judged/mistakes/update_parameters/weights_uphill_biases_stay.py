# function: update_parameters
# truth: (1) The weights' gradients are added; (2) the biases are left as they were.
# judges: right, right
# says: the biases stay as they are; and something else besides

def update_parameters(theta, grads, eta):
    W, b = theta
    return Parameters([None] + [w + eta * dw for w, dw in zip(W[1:], grads[0][1:])], [None] + [np.array(c) for c in b[1:]])
