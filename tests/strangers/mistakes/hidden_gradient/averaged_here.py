# function: hidden_gradient
# truth: Divided by the batch size; nothing is averaged here.

def hidden_gradient(W, grad_a):
    rows = np.dot(grad_a.T, W) / grad_a.shape[1]
    return rows.T
