# a product with a vector of ones
def parameter_gradients(grad_a, h_below):
    m = grad_a.shape[1]
    ones = np.ones(m)
    return np.dot(grad_a / m, h_below.T), (1 / m) * np.dot(grad_a, ones.T).reshape(-1, 1)
