def parameter_gradients(grad_a, h_below):
    grad_W = grad_a @ h_below.T / m
    grad_b = grad_a.sum(axis=1, keepdims=True) / m
    return grad_W, grad_b
