# The bias gradient as a product with ones, returned as a list.
def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    return [(h_below @ grad_a.T).T / m, grad_a @ np.ones((m, 1)) / m]
