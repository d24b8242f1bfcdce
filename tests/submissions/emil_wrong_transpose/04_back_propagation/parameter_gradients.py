def parameter_gradients(grad_a, h_below):
    m = h_below.shape[1]
    grad_W = h_below @ grad_a.T / m
    grad_b = grad_a.sum(axis=1, keepdims=True) / m
    return grad_W, grad_b
