# function: parameter_gradients
# mistake: grad_b has shape (n,)

def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    return grad_a @ h_below.T / m, grad_a.sum(axis=1) / m
