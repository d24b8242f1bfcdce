# function: update_parameters
# truth: The weights themselves are subtracted where their gradient belongs: W - eta W.
# judges: right, right
# says: b[1], b[2] and b[3] are right, W[1], W[2] and W[3] are not

def update_parameters(theta, grads, eta):
    W, b = theta
    _, grad_b = grads
    W_next = [None] + [W[k] - eta * W[k] for k in range(1, len(W))]
    b_next = [None] + [b[k] - eta * grad_b[k] for k in range(1, len(b))]
    return Parameters(W_next, b_next)
