def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    grad_W = sum(np.outer(grad_a[:, i], h_below[:, i]) for i in range(m)) / m
    return grad_W, grad_a.mean(axis=1).reshape(-1, 1)
